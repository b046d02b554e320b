package chat.model;

/**
 * Who may do what with a user.
 *
 * @param writers who may open a conversation with them and add them to groups
 * @param presence who sees whether they are online
 * @param receipts whether others see how far they have read, and they how far others have
 */
public record PrivacySettings(Reach writers, Reach presence, boolean receipts) {}

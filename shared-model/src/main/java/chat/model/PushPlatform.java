package chat.model;

/** A service that brings notifications to devices. */
public enum PushPlatform {
  /** Apple's, for apps as the store has them. */
  APNS,
  /** Apple's, for apps as a developer builds them. */
  APNS_SANDBOX,
  /** Firebase Cloud Messaging, HTTP v1. */
  FCM
}

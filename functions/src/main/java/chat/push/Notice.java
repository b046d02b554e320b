package chat.push;

import chat.model.ChannelId;
import chat.model.Content;
import java.util.Optional;

/**
 * What a notification tells. The app makes a sentence of it in the language of its user.
 *
 * @param seq the newest message that it is about
 * @param shown who wrote what; empty for a wake-up that shows nothing, of what is encrypted or private
 * @param badge how many entries the user has not read, over all channels that are not muted
 * @param urgent a direct message or a mention
 */
public record Notice(ChannelId channelId, long seq, Optional<Shown> shown, long badge, boolean urgent) {

  /**
   * Who wrote what.
   *
   * @param sender the name of who wrote
   * @param group the name of the group, if it is one
   * @param content of the message, perhaps shortened
   * @param mention whether it mentions the user
   */
  public record Shown(String sender, Optional<String> group, Content content, boolean mention) {}
}

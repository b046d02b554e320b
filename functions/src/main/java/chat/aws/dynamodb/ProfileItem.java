package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.Handle;
import chat.model.Profile;
import chat.model.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Users. */
record ProfileItem(String userId, @Nullable String handle, String name, String about, @Nullable String picture) {

  static final StaticImmutableTableSchema<ProfileItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(ProfileItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(ProfileItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class,
          a -> a.name("handle").getter(ProfileItem::handle).setter((b, value) -> b.handle = value))
      .addAttribute(String.class, a -> a.name("name").getter(ProfileItem::name).setter((b, value) -> b.name = value))
      .addAttribute(String.class, a -> a.name("about").getter(ProfileItem::about).setter((b, value) -> b.about = value))
      .addAttribute(String.class,
          a -> a.name("picture").getter(ProfileItem::picture).setter((b, value) -> b.picture = value))
      .build();

  static ProfileItem of(Profile profile) {
    return new ProfileItem(profile.userId().value(), profile.handle().map(Handle::value).orElse(null), profile.name(),
        profile.about(), profile.picture().orElse(null));
  }

  Profile toProfile() {
    return new Profile(new UserId(userId), Optional.ofNullable(handle).map(Handle::new), name, about,
        Optional.ofNullable(picture));
  }

  static final class Builder {
    private String userId = "";
    private @Nullable String handle;
    private String name = "";
    private String about = "";
    private @Nullable String picture;

    private ProfileItem build() {
      return new ProfileItem(userId, handle, name, about, picture);
    }
  }
}

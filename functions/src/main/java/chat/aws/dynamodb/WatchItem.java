package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Watches. {@code version} is that of the watched user's presence, as far as the watcher is told of it. */
record WatchItem(String watcher, String watched, long version) {

  static final StaticImmutableTableSchema<WatchItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(WatchItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("watcher").getter(WatchItem::watcher)
          .setter((b, value) -> b.watcher = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("watched").getter(WatchItem::watched)
          .setter((b, value) -> b.watched = value).tags(primarySortKey()))
      .addAttribute(Long.class,
          a -> a.name("version").getter(WatchItem::version).setter((b, value) -> b.version = value))
      .build();

  static final class Builder {
    private String watcher = "";
    private String watched = "";
    private long version;

    private WatchItem build() {
      return new WatchItem(watcher, watched, version);
    }
  }
}

package chat.watch;

/** What is run: the product, or the product with a bug. */
@FunctionalInterface
interface PresenceBuild {
  PresenceBuild PRODUCT = ports -> ports;

  PresencePorts of(PresencePorts ports);
}

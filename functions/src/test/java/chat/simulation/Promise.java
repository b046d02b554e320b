package chat.simulation;

/** What is promised: the delivery contract, and what follows from the protocol. */
enum Promise {
  G1("durable before accepted"), G2("exactly once in the log"), G3("one gapless order"), G4(
      "at least once to every connected device"), G5("nothing is missed while away"), G6(
          "unread counts and cursors are exact"), G7("only members are told"), RIGHTS(
              "only what a role allows is in the log"), MEMBERS(
                  "members, roles and size are what the log says"), DELETION(
                      "nothing of a deleted message is left"), PREVIEW("the list shows the newest message"), LANES(
                          "without a lost frame nobody needs to ask"), NO_FAULT("nothing throws but what failed"), REST(
                              "everything comes to rest");

  private final String sentence;

  Promise(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public String toString() {
    return name() + " (" + sentence + ")";
  }
}

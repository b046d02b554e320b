package chat.local.fault;

/**
 * Something that goes wrong in the cloud now and then, and can be made to go wrong here.
 *
 * @see Dose how often, how long and where
 */
public enum Fault {
  DISCONNECT_LOST("$disconnect is never told", Where.EVERYWHERE, false), DISCONNECT_LATE("$disconnect is told late",
      Where.EVERYWHERE, true), POST_LOST("A post is taken and never arrives", Where.FUNCTION, false), POST_GONE(
          "A post is answered 410 though the socket is open", Where.FUNCTION,
          false), POST_THROTTLED("A post is answered 429", Where.FUNCTION, false), POST_FAILED("A post is answered 500",
              Where.FUNCTION, false), POST_CUTS("A post finds that the network has broken", Where.FUNCTION,
                  false), RECORDS_REPEATED("A stream brings a batch's records twice", Where.FUNCTION,
                      false), RECORDS_REORDERED("A stream brings a batch's records in another order", Where.FUNCTION,
                          false), RECORDS_LATE("A stream brings its records late", Where.FUNCTION,
                              true), STREAM_STOPPED("A stream stands still", Where.FUNCTION, false), TABLES_THROTTLED(
                                  "A call to a table is throttled", Where.FUNCTION, false), FUNCTION_CRASHES(
                                      "A function dies before it has done anything", Where.FUNCTION,
                                      false), FUNCTION_CRASHES_LATE("A function dies when it has done everything",
                                          Where.FUNCTION,
                                          false), FUNCTION_TIMES_OUT("A function does its work and never answers",
                                              Where.FUNCTION, true), FUNCTION_SLOW("A function starts late",
                                                  Where.FUNCTION, true), FUNCTION_TWICE("A function is run twice",
                                                      Where.FUNCTION, false), DELETE_FORGOTTEN(
                                                          "A handled message is not deleted from its queue and comes again",
                                                          Where.QUEUE, true), PUSH_THROTTLED(
                                                              "A call to SNS is answered 429", Where.FUNCTION,
                                                              false), PUSH_FAILS("A call to SNS is answered 500",
                                                                  Where.FUNCTION, false);

  private final String sentence;
  private final Where where;
  private final boolean takesTime;

  Fault(String sentence, Where where, boolean takesTime) {
    this.sentence = sentence;
    this.where = where;
    this.takesTime = takesTime;
  }

  /** What it can be confined to. */
  public enum Where {
    EVERYWHERE, FUNCTION, QUEUE
  }

  /** What happens, for people. */
  public String sentence() {
    return sentence;
  }

  public Where where() {
    return where;
  }

  /** Whether a delay belongs to it. */
  public boolean takesTime() {
    return takesTime;
  }
}

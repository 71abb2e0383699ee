package dev.faremesh.mesh.seal;

/** What became of opening a sealed text. None of the refusals repeats the text. */
public sealed interface Opened {
  /**
   * It was sealed with one of the keys.
   *
   * @param payload of the caller, who may keep it
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader, never compared
  record Authentic(byte[] payload) implements Opened {}

  /** Why it was not opened. */
  sealed interface Refused extends Opened {
    /** A constant in UPPER_SNAKE_CASE. */
    String reason();
  }

  /** It is no sealed text at all, or not written as {@link SealKeys#seal} writes it. */
  record Malformed() implements Refused {
    @Override
    public String reason() {
      return "MALFORMED";
    }
  }

  /**
   * It names a key that is not there: retired, or of somebody else.
   *
   * @param keyId as the text has it
   */
  record UnknownKey(long keyId) implements Refused {
    @Override
    public String reason() {
      return "UNKNOWN_KEY";
    }
  }

  /** Payload or tag are not what the named key sealed. */
  record WrongTag() implements Refused {
    @Override
    public String reason() {
      return "WRONG_TAG";
    }
  }
}

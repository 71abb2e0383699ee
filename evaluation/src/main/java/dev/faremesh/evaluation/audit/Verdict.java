package dev.faremesh.evaluation.audit;

/** What an audit comes to. */
enum Verdict {
  /** The seal is right, and the fare is what the inputs make. */
  VERIFIED,
  /** The seal is right, and the fare is not what the inputs make. */
  DIFFERS,
  /** The seal is right, but the tariffs at hand are not those that the fare was made by. */
  OTHER_TARIFFS,
  /** The seal is wrong: nothing that the token says is known to be true. */
  NOT_AUTHENTIC
}

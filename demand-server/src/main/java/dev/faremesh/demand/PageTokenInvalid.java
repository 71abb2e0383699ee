package dev.faremesh.demand;

/** A page token was not given by this server, or for another list. */
public final class PageTokenInvalid extends Refusal {
  private final String token;

  PageTokenInvalid(String token) {
    super(
        "page_token: '%s' (expected: what the page before gave, with the same filters)"
            .formatted(token));
    this.token = token;
  }

  public String token() {
    return token;
  }
}

package dev.faremesh.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A mesh whose quotes can be held: its keys are in a file, and a rider has a token. */
final class QuotedMesh implements AutoCloseable {
  private static final QuoteRideRequest TRIP =
      QuoteRideRequest.newBuilder()
          .setCity("nyc")
          .setProduct("standard")
          .setPickup(LatLng.newBuilder().setLatitude(40.758).setLongitude(-73.9855))
          .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
          .setAllowBaseFare(true)
          .setRiderId("ana")
          .build();
  private static final MethodDescriptor QUOTE_RIDE =
      PricingServiceProto.getDescriptor().getServices().getFirst().findMethodByName("QuoteRide");
  private static final MethodDescriptor REQUEST_RIDE =
      DemandServiceProto.getDescriptor().getServices().getFirst().findMethodByName("RequestRide");
  private static final DocumentedErrors ERRORS = new DocumentedErrors(FuzzedMesh.CONTRACTS);

  private final Path folder;
  private final FuzzedMesh mesh;
  private final SealKeys keys;
  private int rides;

  QuotedMesh() {
    try {
      folder = Files.createTempDirectory("quoted-mesh");
      new KeyFile(keyFile()).create();
      keys = new KeyFile(keyFile()).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mesh = new FuzzedMesh(InstantSource.system(), Optional.of(keyFile()));
  }

  SealKeys keys() {
    return keys;
  }

  Path keyFile() {
    return folder.resolve("keys.json");
  }

  /** A file that holds a token, until the next is asked for. */
  Path file(String token) throws IOException {
    return Files.writeString(tokenFile(), token);
  }

  private Path tokenFile() {
    return folder.resolve("token");
  }

  /** The token of a quote of the trip that all is about. */
  String token() {
    try {
      var answer = call(QUOTE_RIDE, TRIP).answers().getFirst();
      return QuoteRideResponse.parseFrom(answer).getQuote().getToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes of sending a token back for that trip: a reason, or nothing when it is taken. */
  String quoteBy(String token) throws IOException {
    return reason(QUOTE_RIDE, TRIP.toBuilder().setQuoteToken(token).build());
  }

  /** What comes of sending a token back for the trip that a quote says. */
  String quoteBy(String token, Quote quote, String rider) throws IOException {
    return reason(
        QUOTE_RIDE,
        QuoteRideRequest.newBuilder()
            .setCity(quote.getCity())
            .setProduct(quote.getProduct())
            .setPickup(quote.getPickup())
            .setDropoff(quote.getDropoff())
            .setRiderId(rider)
            .setQuoteToken(token)
            .build());
  }

  /** What comes of asking for a ride of that trip by a token. */
  String rideBy(String token) throws IOException {
    return rideBy(
        token,
        Quote.newBuilder()
            .setCity(TRIP.getCity())
            .setProduct(TRIP.getProduct())
            .setPickup(TRIP.getPickup())
            .setDropoff(TRIP.getDropoff())
            .build(),
        TRIP.getRiderId());
  }

  /** What comes of asking for a ride of the trip that a quote says, by a token. */
  String rideBy(String token, Quote quote, String rider) throws IOException {
    return reason(
        REQUEST_RIDE,
        RequestRideRequest.newBuilder()
            .setRequestId(new UUID(0, ++rides).toString())
            .setRiderId(rider)
            .setCity(quote.getCity())
            .setProduct(quote.getProduct())
            .setPickup(quote.getPickup())
            .setDropoff(quote.getDropoff())
            .setQuoteToken(token)
            .build());
  }

  private String reason(MethodDescriptor method, Message request) throws IOException {
    var ending = call(method, request);
    ERRORS.require(method, ending);
    return ErrorStatus.infoOf(ending.status(), ending.trailers())
        .map(ErrorInfo::getReason)
        .orElse("");
  }

  private RawCall.Ending call(MethodDescriptor method, Message request) {
    List<ByteString> messages = List.of(request.toByteString());
    return RawCall.make(mesh.channel(method), method, messages);
  }

  @Override
  public void close() {
    mesh.close();
    try {
      Files.deleteIfExists(keyFile());
      Files.deleteIfExists(tokenFile());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

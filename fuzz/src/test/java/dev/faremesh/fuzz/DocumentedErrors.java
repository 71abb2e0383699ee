package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The errors that a method may answer with, as CODE REASON: those that the comment of its contract
 * lists, which no descriptor keeps, and those of every method (proto/README.md).
 */
final class DocumentedErrors {
  private static final Set<String> OF_ANY_METHOD =
      Set.of(
          "RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE",
          "RESOURCE_EXHAUSTED REQUEST_UNFINISHED",
          "DEADLINE_EXCEEDED REQUEST_UNFINISHED",
          "INVALID_ARGUMENT REQUEST_EXPECTED",
          "INVALID_ARGUMENT REQUEST_MALFORMED");
  private static final Pattern METHOD =
      Pattern.compile("((?:^ *//.*\\n)*)^ *rpc (\\w+)\\(", Pattern.MULTILINE);
  private static final Pattern ERROR = Pattern.compile("\\b([A-Z_]+) ([A-Z]+_[A-Z_]+)\\b");

  private final Map<String, Set<String>> byMethod = new HashMap<>();

  /** Reads the sources of these contracts, which lie on the class path. */
  DocumentedErrors(Iterable<FileDescriptor> contracts) {
    contracts.forEach(this::read);
  }

  /** Fails unless a call ended well, or with one of the errors that its method may answer with. */
  void require(MethodDescriptor method, RawCall.Ending ending)
      throws InvalidProtocolBufferException {
    var name = method.getFullName();
    if (ending.status().isOk()) {
      return;
    }
    var info = onlyInfo(ending);
    assertThat(info.getDomain()).as(name).isEqualTo(ErrorStatus.DOMAIN);
    assertThat(byMethod.get(name))
        .as("%s: %s", name, ending.status())
        .contains(ending.status().getCode() + " " + info.getReason());
  }

  private static ErrorInfo onlyInfo(RawCall.Ending ending) throws InvalidProtocolBufferException {
    var status = StatusProto.fromStatusAndTrailers(ending.status(), ending.trailers());
    var infos =
        Optional.ofNullable(status).orElseThrow().getDetailsList().stream()
            .filter(detail -> detail.is(ErrorInfo.class))
            .toList();
    assertThat(infos).as("%s", ending.status()).hasSize(1);
    return infos.getFirst().unpack(ErrorInfo.class);
  }

  private void read(FileDescriptor contract) {
    var methods = METHOD.matcher(source(contract.getName()));
    while (methods.find()) {
      var errors = new HashSet<>(OF_ANY_METHOD);
      var comment = methods.group(1).replaceAll("\\s*//\\s*", " ");
      ERROR.matcher(comment).results().forEach(e -> errors.add(e.group(1) + " " + e.group(2)));
      var service = contract.getServices().getFirst();
      byMethod.put(service.getFullName() + "." + methods.group(2), errors);
    }
  }

  private static String source(String name) {
    try (var in = DocumentedErrors.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

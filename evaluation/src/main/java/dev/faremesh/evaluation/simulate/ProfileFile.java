package dev.faremesh.evaluation.simulate;
import dev.faremesh.demand.forecast.Profile;
import java.io.IOException;
import java.nio.file.Path;
final class ProfileFile { static Profile read(Path p) throws IOException { throw new IOException("later"); } }

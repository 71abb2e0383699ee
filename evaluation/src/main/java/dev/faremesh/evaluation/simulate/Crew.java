package dev.faremesh.evaluation.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on as many tasks at a time as it has members; what they give comes in the tasks' order. */
final class Crew implements AutoCloseable {
  private final ExecutorService members;

  Crew(int size) {
    members = Executors.newFixedThreadPool(size);
  }

  /** Begins tasks, in their order. */
  <T> List<Future<T>> begin(List<Callable<T>> tasks) {
    return tasks.stream().map(members::submit).toList();
  }

  /** Waits for tasks that were begun. */
  static <T> List<T> await(List<Future<T>> tasks) throws InterruptedException {
    var results = new ArrayList<T>();
    for (Future<T> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a run failed: " + e.getCause(), e.getCause());
      }
    }
    return results;
  }

  /** Stops what is still under way. */
  @Override
  public void close() {
    var _ = members.shutdownNow();
  }
}

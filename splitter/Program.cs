using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Onair.Recordings;
using Onair.Splitter;

if (args is not [var planFile])
{
    await Console.Error.WriteLineAsync("usage: Onair.Splitter PLAN.json[.gz]");
    return 2;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
var message = new TerminationMessage(Environment.GetEnvironmentVariable("TERMINATION_LOG") ?? "/dev/termination-log");
try
{
    await using var file = File.OpenRead(planFile);
    // A Secret holds at most 1 MiB, so a plan with many GOPs is compressed.
    await using Stream plan = planFile.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    var read = await JsonSerializer.DeserializeAsync(plan, RecordingsJson.Default.CutPlan, stop.Token)
        ?? throw new JsonException("it is null");
    using var section = new Section(read);
    message.Succeeded(await section.CutAsync(stop.Token));
    return 0;
}
catch (Exception e) when (e is JsonException or InvalidDataException)
{
    return message.Failed($"{planFile} is not a cut plan: {e.Message}");
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return message.Failed("stopped before the section was complete");
}
catch (Exception e) // every failure is reported to the operator
{
    return message.Failed(e is SplitException ? e.Message : $"{e.GetType().Name}: {e.Message}");
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

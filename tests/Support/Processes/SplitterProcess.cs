using System.Globalization;
using System.Text.Json;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Tests.Support;

/// <summary>The worker as a process of its own.</summary>
internal sealed class SplitterProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ChildProcess _process;

    private SplitterProcess(string folder, ChildProcess process) => (_folder, _process) = (folder, process);

    public int Id => _process.Id;

    /// <summary>What it left for Kubernetes.</summary>
    public string Message => File.Exists(MessageFile) ? File.ReadAllText(MessageFile) : "";

    /// <summary>What it printed.</summary>
    public string Output => _process.ReadLog();

    /// <summary>Processor time that it and its children took, known when it was waited for.</summary>
    public double CpuSeconds { get; private set; }

    public bool HasExited => _process.HasExited;

    private string MessageFile => Path.Combine(_folder, "termination-log");

    /// <param name="scratch">For its files.</param>
    /// <param name="plan">What it cuts.</param>
    /// <param name="program">The published program; null for the one that the tests were built with.</param>
    public static async Task<SplitterProcess> StartAsync(string scratch, CutPlan plan, string? program = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, $"split-{Guid.NewGuid():N}")).FullName;
        var file = Path.Combine(folder, "plan.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(plan, RecordingsJson.Default.CutPlan));
        var environment = new Dictionary<string, string> { ["TERMINATION_LOG"] = Path.Combine(folder, "termination-log"), ["TMPDIR"] = folder };
        var process = await ChildProcess.StartAsync(
            program ?? "dotnet", program is null ? [Path.Combine(AppContext.BaseDirectory, "Onair.Splitter.dll"), file] : [file], Path.Combine(folder, "log"), environment);
        return new(folder, process);
    }

    /// <summary>Waits for its end; returns the most memory that it and its children had at once, in MB.</summary>
    public async Task<double> WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        var exit = _process.WaitForExitAsync(limit.Token);
        var peak = 0.0;
        while (!exit.IsCompleted)
        {
            peak = Math.Max(peak, ProcessTree.ResidentMegabytes(Id));
            CpuSeconds = Math.Max(CpuSeconds, ProcessTree.CpuSeconds(Id));
            await Task.WhenAny(exit, Task.Delay(20, limit.Token));
        }

        await exit;
        return peak;
    }

    public CutResult Result() => JsonSerializer.Deserialize(Message, RecordingsJson.Default.CutResult)
        ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"no result: {Message} {Output}"));

    public Task KillAsync() => _process.KillAsync();

    public void Signal(int signal) => _process.Signal(signal);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

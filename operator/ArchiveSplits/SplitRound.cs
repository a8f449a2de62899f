using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Kubernetes;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.Archives;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.ArchiveSplits;

/// <summary>What one round of reconciling has learned so far. Lives for the round; nothing of it is truth afterwards.</summary>
internal sealed class SplitRound(ArchiveSplit split, OperatorOptions options, TimeProvider time)
{
    // Whether MediaLive's last upload is visible at once when the channel is idle is nobody's promise.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, EngineView> _engines = [];

    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    private (string? Version, IReadOnlyList<Violation> All)? _violations;

    /// <summary>The split as last written.</summary>
    public ArchiveSplit Split { get; set; } = split;

    /// <summary>The status when the round began; events tell the way from here.</summary>
    public ArchiveSplitStatus Before { get; } = split.Recorded;

    public LiveStream? Stream { get; init; }

    public MediaProvider? Provider { get; set; }

    public ProviderAccount? Account { get; set; }

    public (string Reason, string Message)? ProviderProblem { get; set; }

    /// <summary>The other splits of the namespace.</summary>
    public IReadOnlyList<ArchiveSplit> Others { get; init; } = [];

    /// <summary>The Jobs of this split.</summary>
    public IReadOnlyList<V1Job> Jobs { get; init; } = [];

    public ArchiveView? Archive { get; set; }

    public bool WorkIsGone { get; set; }

    public bool OutputsAreGone { get; set; }

    public SplitSession? Session => SplitSession.Of(Split, Stream);

    public DateTimeOffset Now => time.GetUtcNow();

    public SectionWork Work(int position) => new(Split, position, Account!, options.ClusterName);

    public void Saw(int position, EngineView view) => _engines[position] = view;

    /// <summary>What was seen of an attempt may no longer be so.</summary>
    public void Forget(int position) => _engines.Remove(position);

    public SplitView View() => new()
    {
        Spec = Split.Spec,
        Status = Split.Recorded,
        Now = Now,
        Paused = Annotation(Annotations.Paused) == "true",
        Deleting = Split.Metadata.DeletionTimestamp is not null,
        HasFinalizer = Split.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true,
        Retry = Annotation(Annotations.Retry),
        Violations = Violations(),
        StreamFound = Stream is not null,
        SessionFound = Session is not null,
        SessionOver = SessionOver(),
        ProviderProblem = ProviderProblem,
        Archive = Archive,
        Engines = _engines,
        StrayJobs = StrayJobs(),
        WorkIsGone = WorkIsGone,
        OutputsAreGone = OutputsAreGone,
        Parallel = options.Splitter.Parallel,
        Attempts = options.Splitter.Attempts,
    };

    // A session that its stream does not list any more, or whose stream is gone, ended long ago.
    private bool SessionOver() => Session?.Status is not { } session || (session.StoppedAt is { } stopped && stopped + Settling <= Now);

    private IReadOnlyList<string> StrayJobs()
    {
        var needed = Split.Recorded.Sections.Where(s => s.State == SplitSectionState.Running)
            .Select(s => SplitterJob.NameOf(Split, s.Position, s.Attempts ?? 0)).ToHashSet(StringComparer.Ordinal);
        return [.. Jobs.Where(j => j.Metadata.DeletionTimestamp is null).Select(j => j.Metadata.Name!).Where(name => !needed.Contains(name) && !_removed.Contains(name))];
    }

    public void Removed(string job) => _removed.Add(job);

    private IReadOnlyList<Violation> Violations()
    {
        if (_violations is { } known && known.Version == Split.Metadata.ResourceVersion) return known.All;
        var all = ArchiveSplitRules.Check(Split.Case(Stream, Provider, Others));
        _violations = (Split.Metadata.ResourceVersion, all);
        return all;
    }

    private string? Annotation(string name) => Split.Metadata.Annotations?.GetValueOrDefault(name);
}

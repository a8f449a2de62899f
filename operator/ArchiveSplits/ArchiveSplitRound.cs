using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits;

/// <summary>What one round has learned of an ArchiveSplit so far.</summary>
internal sealed class ArchiveSplitRound(ArchiveSplit split, ArchiveSplitView begun, OperatorOptions options, TimeProvider time)
    : ReconcileRound<ArchiveSplit, ArchiveSplitView>(split, begun, time)
{
    // Nobody promises that MediaLive's last upload is visible as soon as the channel is idle.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    public SplitSource? Source { get; init; }

    public ProviderAccount? Account { get; set; }

    /// <summary>The recording that may be cut; null while nothing proves whose it is.</summary>
    public OwnedArchive? Archive { get; set; }

    /// <summary>The other splits of the namespace.</summary>
    public IReadOnlyList<ArchiveSplit> Others { get; init; } = [];

    /// <summary>The Jobs of this split.</summary>
    public IReadOnlyList<V1Job> Jobs { get; init; } = [];

    /// <summary>Segments are being read for this split: it can soon go on.</summary>
    public bool IsIndexing { get; set; }

    public SplitSession? Session => SplitSession.Of(Resource, Source);

    public SectionWork Work(int position) => new(Resource, position, Account!, options.ClusterName, Archive);

    public void Observe(int position, EngineView engine) =>
        Learn(v => v with { Engines = new Dictionary<int, EngineView>(v.Engines) { [position] = engine } });

    /// <summary>The attempt may have changed; the next decision looks at it again.</summary>
    public void Forget(int position) => Learn(v => v with { Engines = v.Engines.Where(e => e.Key != position).ToDictionary() });

    /// <summary>What is known when a round begins.</summary>
    public static ArchiveSplitView Begun(ArchiveSplit split, OperatorOptions options, DateTimeOffset now) => new()
    {
        Spec = split.Spec,
        Status = split.Recorded,
        Now = now,
        Parallel = options.Splitter.Parallel,
        Attempts = options.Splitter.Attempts,
    };

    protected override ArchiveSplitView Declared(ArchiveSplitView view) => view with
    {
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        Retry = Annotation(Annotations.Retry),
        Renew = Annotation(Annotations.Renew),
        DownloadSecretName = Resource.DownloadSecretName,
        Names = Resource.Names,
        SourceFound = Source is not null,
        SessionFound = Session is not null,
        SessionOver = SessionOver(),
        IsProven = Archive is not null,
        Folder = Session?.Status?.ArchivePath ?? Resource.Recorded.ArchivePath,
        StrayJobs = StrayJobs(),
    };

    // A session that its source no longer lists, or whose source is gone, ended long ago.
    private bool SessionOver() => Session?.Status is not { } session || (session.StoppedAt is { } stopped && stopped + Settling <= Now);

    private IReadOnlyList<string> StrayJobs()
    {
        var needed = Resource.Recorded.Sections.Where(s => s.State == SplitSectionState.Running)
            .Select(s => SplitterJob.NameOf(Resource, s.Position, s.Attempts ?? 0)).ToHashSet(StringComparer.Ordinal);
        return [.. Jobs.Where(j => j.Metadata.DeletionTimestamp is null).Select(j => j.Metadata.Name!).Where(name => !needed.Contains(name) && !_removed.Contains(name))];
    }

    public void Removed(string job) => _removed.Add(job);

    protected override IReadOnlyList<Violation> Check() => ArchiveSplitRules.Check(Resource.Case(Source, Provider, Others));
}

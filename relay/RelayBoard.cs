using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>What the parts of a relay know of each other: its URL, how it is doing, and when somebody last watched.</summary>
internal sealed class RelayBoard(TimeProvider time)
{
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _watched = time.GetTimestamp();
    private RelayReport _report = new(RelayState.Waiting, null);

    /// <summary>Completes with the URL when it is known.</summary>
    public Task<string> Url => _url.Task;

    /// <summary>How it is doing.</summary>
    public RelayReport Report => Volatile.Read(ref _report);

    /// <summary>How long nobody has watched; the beginning counts as a viewer.</summary>
    public TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref _watched));

    /// <summary>Takes the URL. The first one counts: whoever knows another of the same id has broken SHA-256.</summary>
    public void Order(string url) => _url.TrySetResult(url);

    /// <summary>Somebody watches, or wants to.</summary>
    public void Watched() => Volatile.Write(ref _watched, time.GetTimestamp());

    /// <summary>It connects. What was wrong stays wrong until it plays.</summary>
    public void Starting() => Become(new(RelayState.Starting, Report.Problem));

    /// <summary>It plays.</summary>
    public void Live() => Become(new(RelayState.Live, null));

    /// <summary>It does not play, and tries again.</summary>
    public void Failed(RelayProblem problem) => Become(new(RelayState.Starting, problem));

    private void Become(RelayReport report) => Volatile.Write(ref _report, report);
}

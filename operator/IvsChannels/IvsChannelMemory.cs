using System.Collections.Concurrent;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.IvsChannels;

/// <summary>What is remembered of a channel, beside what is of every external resource.</summary>
internal sealed class IvsChannelMemory(OperatorOptions options, TimeProvider time) : ResourceMemory<IvsResource>(time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _recordingRetries = new(StringComparer.Ordinal);

    /// <summary>When to try again to make a recording configuration that has failed; null when none has.</summary>
    public DateTimeOffset? RecordingRetryAt(string uid) => _recordingRetries.TryGetValue(uid, out var at) ? at : null;

    /// <summary>Takes note of a step that was done.</summary>
    /// <param name="uid">The channel's uid.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">What was known before it.</param>
    /// <param name="after">What is known after it.</param>
    public void Did(string uid, ReconcileStep step, IvsChannelView before, IvsChannelView after)
    {
        Did(uid, step, after);
        if (step is IvsChannelStep.Delete { Kind: IvsResource.RecordingConfiguration } delete
            && before.Found(delete.Kind) is { State: IvsState.CreateFailed } failed && failed.Id == delete.Resource.Id)
            _recordingRetries[uid] = Now + Jitter.Around(TimeSpan.FromSeconds(options.QuotaPollSeconds));
    }

    /// <summary>The spec was edited: what failed before may succeed now.</summary>
    public void Edited(string uid) => _recordingRetries.TryRemove(uid, out _);

    public override void Forget(string uid)
    {
        base.Forget(uid);
        Edited(uid);
    }
}

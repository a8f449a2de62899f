using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;

namespace Onair.Operator.ArchiveSplits.Engines;

/// <summary>
/// Cuts sections. The status records an attempt's number and start before the engine begins it: whatever is found later belongs to
/// a recorded attempt. Each method may be called again after a crash in the middle of it.
/// </summary>
internal interface ISectionEngine
{
    /// <summary>Which one it is.</summary>
    SplitEngine Engine { get; }

    /// <summary>Observes the latest attempt. Changes nothing.</summary>
    Task<EngineView> LookAsync(SectionWork work, CancellationToken cancellationToken);

    /// <summary>Begins the attempt unless it finds it begun; returns the id of the job.</summary>
    /// <exception cref="SectionRefusedException">This section cannot be done, however often it is tried.</exception>
    Task<string> StartAsync(SectionWork work, Coverage.Ready what, CancellationToken cancellationToken);

    /// <summary>Puts the output of a successful attempt under its name, whole; returns what it is.</summary>
    /// <exception cref="LostOutputException">There is nothing to put there; the attempt has failed after all.</exception>
    Task<SectionOutput> FinishAsync(SectionWork work, EngineView.Succeeded result, CancellationToken cancellationToken);

    /// <summary>Ends the latest attempt and removes what only it needed. The output stays, if there is one.</summary>
    Task CancelAsync(SectionWork work, CancellationToken cancellationToken);
}

/// <summary>The engine does not take a section as it is; others it may.</summary>
internal sealed class SectionRefusedException(string message) : Exception(message);

/// <summary>The output of an attempt is missing.</summary>
internal sealed class LostOutputException(string message) : Exception(message);

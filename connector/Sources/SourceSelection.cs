namespace Onair.ConnectorPod.Sources;

/// <summary>How a source is doing.</summary>
internal enum SourceState
{
    /// <summary>It does not run.</summary>
    Idle,

    /// <summary>It starts for the first time.</summary>
    Starting,

    /// <summary>It can be shown.</summary>
    Ready,

    /// <summary>It has failed since it was last ready; it may be starting again.</summary>
    Failed,
}

/// <summary>Decides which source is shown, and which ones run.</summary>
internal static class SourceSelection
{
    /// <summary>The first source that is ready; null when none is, which leaves the last picture.</summary>
    public static int? Shown(IReadOnlyList<SourceState> states)
    {
        for (var index = 0; index < states.Count; index++)
        {
            if (states[index] == SourceState.Ready) return index;
        }

        return null;
    }

    /// <summary>Whether a source should run: the first one always does, a fallback while all before it have failed.</summary>
    public static bool IsWanted(IReadOnlyList<SourceState> states, int index) => states.Take(index).All(s => s == SourceState.Failed);
}

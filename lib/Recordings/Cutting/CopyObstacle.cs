namespace Onair.Recordings.Cutting;

/// <summary>Why a section cannot be made by copying.</summary>
public static class CopyObstacle
{
    private const byte AdtsAac = 0x0f;

    /// <summary>The reason without a full stop, with "it" for the recording; null when copying seems possible.</summary>
    public static string? Of(CutPlan plan, CutLayout layout)
    {
        var first = plan.Pieces[0].Index;
        if (plan.Pieces.Any(p => !p.Index.Uniform)) return "it cannot be cut at every keyframe: GOPs are open, or their parameter sets change";
        if (plan.Pieces.Any(p => !p.Index.ParameterSets.AsSpan().SequenceEqual(first.ParameterSets))) return "its segments have different parameter sets";
        if (plan.Pieces.FirstOrDefault(p => p.Index.AudioPid >= 0 && p.Index.AudioType != AdtsAac) is { } piece)
            return $"its audio is not AAC but of stream type 0x{piece.Index.AudioType:x2}";
        if (layout.Runs.FirstOrDefault(r => r.Use == GroupUse.Edge) is not { } edge) return null;
        return (plan.Encoder ?? plan.Pieces[edge.Piece].Index.Encoder) is null ? "it does not contain its encoder's settings" : null;
    }
}

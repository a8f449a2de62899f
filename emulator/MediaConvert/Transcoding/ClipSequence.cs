using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>
/// Clips with a continuous clock, such as the segments of a recording. They are decoded as one stream, so that no audio is lost at their
/// boundaries.
/// </summary>
internal sealed record ClipSequence(IReadOnlyList<InputClip> Clips)
{
    /// <summary>The time of the first frame on the sequence's clock: late enough for audio that precedes it.</summary>
    public const long Zero = 10 * TsClock.Rate;

    public TsContents Contents => Clips[0].Contents;

    public long Frames => Clips.Sum(p => p.Frames);

    /// <summary>When the first frame is shown, on the sequence's clock.</summary>
    public double StartsAt => Zero + Contents.At(Clips[0].First);

    /// <summary>When the last frame is shown.</summary>
    public double LastAt => Zero + TsClock.Difference(Clips[^1].Contents.FirstPts, Contents.FirstPts) + Contents.At(Clips[^1].Last);

    /// <summary>The offset added to the files' clocks.</summary>
    public long Shift => TsClock.Difference(Zero, Contents.FirstPts);

    /// <summary>Duration in seconds.</summary>
    public double Seconds => Contents.At(Frames) / TsClock.Rate;

    /// <summary>Joins clips with a continuous clock.</summary>
    public static IReadOnlyList<ClipSequence> Of(IEnumerable<InputClip> clips)
    {
        List<List<InputClip>> sequences = [];
        foreach (var clip in clips)
        {
            if (sequences.Count > 0 && GoesOn(sequences[^1][^1], clip)) sequences[^1].Add(clip);
            else sequences.Add([clip]);
        }

        return [.. sequences.Select(r => new ClipSequence(r))];
    }

    private static bool GoesOn(InputClip before, InputClip after) =>
        before.Last == before.Contents.Frames - 1 && after.First == 0 && before.Contents.GoesOnIn(after.Contents);
}

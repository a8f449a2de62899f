using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Frames of one input, from the first to the last, both included.</summary>
internal sealed record InputClip(JobInput Input, TsContents Contents, long First, long Last)
{
    /// <summary>The distance in ticks, in either direction, at which audio is multiplexed from its video.</summary>
    private const long Margin = TsClock.Rate;

    public long Frames => Last - First + 1;

    /// <summary>The clips of an input; one clip of all frames if the job names none.</summary>
    /// <exception cref="JobFailureException">A clip has frames that the input does not have: AWS's 1060.</exception>
    public static IEnumerable<InputClip> Of(JobInput input, TsContents contents)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(contents);
        if (input.Clips.Count == 0) return [new InputClip(input, contents, 0, contents.Frames - 1)];
        return input.Clips.Select(clip => new InputClip(input, contents, Frame(clip.Start) ?? 0, Frame(clip.End) ?? contents.Frames - 1) is var frames && frames.IsWithin
            ? frames
            : throw new JobFailureException(
                1060, $"Input clip [{clip.Start} - {clip.End}] of [{input.Url}] does not exist in the input, which has {contents.Frames} frames from [{input.StartsAt}] on"));

        long? Frame(Timecode? code) => code is null ? null : (code.Value.FrameNumber(contents.Rate) ?? -1) - input.StartsAt.FrameNumber(contents.Rate);
    }

    /// <summary>The packets that are read: from a key frame well before the first frame to well after the last.</summary>
    public (long From, long To) Packets()
    {
        var (from, to) = (0L, Contents.Packets);
        var (starts, ends) = (Contents.At(First) - Margin, Contents.At(Last) + Margin);
        foreach (var frame in Contents.Order)
        {
            if (frame.IsKey && frame.At <= starts) from = frame.Packet;
            if (frame.At > ends && frame.Packet < to) to = frame.Packet;
        }

        return (from, to);
    }

    private bool IsWithin => First >= 0 && First <= Last && Last < Contents.Frames;
}

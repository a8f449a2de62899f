namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>What a job does.</summary>
/// <param name="JobId">Names its working directory.</param>
/// <param name="Inputs">Joined in this order.</param>
/// <param name="Groups">Each output group's outputs.</param>
internal sealed record JobPlan(string JobId, IReadOnlyList<JobInput> Inputs, IReadOnlyList<IReadOnlyList<JobOutput>> Groups)
{
    public IEnumerable<JobOutput> Outputs => Groups.SelectMany(g => g);
}

/// <summary>A file to read.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object.</param>
/// <param name="StartsAt">The timecode of its first frame.</param>
/// <param name="Clips">Which parts, in the order of the output; empty for all of it.</param>
internal sealed record JobInput(string Bucket, string Key, Timecode StartsAt, IReadOnlyList<JobClip> Clips)
{
    public string Url => $"s3://{Bucket}/{Key}";
}

/// <summary>
/// A part of an input. The frames of both timecodes are in it: "The frame corresponding to the End timecode value is included in the clip"
/// (API reference, InputClipping).
/// </summary>
/// <param name="Start">Null for the input's first frame.</param>
/// <param name="End">Null for the input's last frame.</param>
internal sealed record JobClip(Timecode? Start, Timecode? End);

/// <summary>An MP4 to write.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object.</param>
/// <param name="Video">Null for none.</param>
/// <param name="Audio">Null for none.</param>
/// <param name="Faststart">The index comes first.</param>
internal sealed record JobOutput(string Bucket, string Key, VideoEncode? Video, AudioEncode? Audio, bool Faststart)
{
    public string Url => $"s3://{Bucket}/{Key}";
}

/// <summary>H.264. Null is as in the source, or the encoder's own choice.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="RateControl">QVBR, CBR or VBR.</param>
/// <param name="Bitrate">Bits per second: CBR's, and VBR's average.</param>
/// <param name="MaxBitrate">Bits per second.</param>
/// <param name="Quality">QVBR's level, 1 to 10.</param>
/// <param name="GopFrames">Distance of key frames, in frames.</param>
/// <param name="GopSeconds">Distance of key frames, in seconds.</param>
internal sealed record VideoEncode(
    int? Width, int? Height, FrameRate? Rate, string RateControl, int? Bitrate, int? MaxBitrate, int Quality, double? GopFrames, double? GopSeconds);

/// <summary>AAC.</summary>
/// <param name="Bitrate">Bits per second.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Channels">1, 2 or 6.</param>
internal sealed record AudioEncode(int Bitrate, int SampleRate, int Channels);

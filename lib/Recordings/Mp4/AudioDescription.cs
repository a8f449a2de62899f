using Onair.Recordings.Aac;

namespace Onair.Recordings.Mp4;

/// <summary>A finished track of AAC.</summary>
/// <param name="Config">The configuration of all frames.</param>
/// <param name="Samples">The positions of the frames.</param>
/// <param name="Start">The audio sample that the movie begins with.</param>
/// <param name="Duration">Total number of audio samples.</param>
internal sealed record AudioDescription(AacConfig Config, SampleTable Samples, long Start, long Duration)
{
    public TrackTimes Times => new([(Samples.Count, AacConfig.FrameSamples)], [], Start, Duration);

    /// <summary>mp4a with esds (ISO/IEC 14496-14, 5.6; ISO/IEC 14496-1, 7.2.6).</summary>
    public void WriteSampleEntry(BoxWriter to)
    {
        var specific = Config.Specific();
        var bitrate = Samples.Bytes * 8 * Config.SampleRate / Math.Max(1, Duration);
        to.Begin("mp4a").Zeros(6).U16(1).Zeros(8).U16(Config.ChannelCount).U16(16).U32(0).U32((long)Config.SampleRate << 16);
        to.Begin("esds", 0);
        to.U8(3).U8(23 + specific.Length).U16(2).U8(0); // ES_Descriptor of track 2
        to.U8(4).U8(15 + specific.Length).U8(0x40).U8(0x15).U8(0).U16(0).U32(bitrate).U32(bitrate); // DecoderConfigDescriptor: AAC
        to.U8(5).U8(specific.Length).Bytes(specific);
        to.U8(6).U8(1).U8(2); // SLConfigDescriptor
        to.End();
        to.End();
    }
}

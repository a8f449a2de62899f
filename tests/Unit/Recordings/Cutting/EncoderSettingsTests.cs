using Onair.Recordings.Cutting;

namespace Onair.Tests.Unit.Recordings.Cutting;

public sealed class EncoderSettingsTests
{
    private const string Superfast =
        "cabac=1 ref=1 deblock=1:0:0 analyse=0x1:0x1 me=dia subme=1 psy=1 psy_rd=1.00:0.00 mixed_ref=0 me_range=16 chroma_me=1 trellis=0 "
        + "8x8dct=0 cqm=0 deadzone=21,11 fast_pskip=1 chroma_qp_offset=0 threads=2 lookahead_threads=1 interlaced=0 bframes=3 b_pyramid=2 b_adapt=1 "
        + "weightb=1 open_gop=0 weightp=1 keyint=60 keyint_min=60 scenecut=0 rc_lookahead=0 rc=abr mbtree=0 bitrate=600 vbv_maxrate=660 vbv_bufsize=1200 "
        + "nal_hrd=none aq=1:1.00";

    private static readonly byte[] Sets = [0, 0, 1, .. SegmentBuilder.Sps, 0, 0, 1, .. SegmentBuilder.Pps];

    [Fact]
    public void The_settings_of_x264_become_arguments_of_ffmpeg()
    {
        var arguments = EncoderSettings.Arguments(Superfast, Sets).ShouldNotBeNull();

        arguments.Take(6).ShouldBe(["-c:v", "libx264", "-profile:v", "main", "-level:v", "3.0"]);
        var parameters = arguments[^1].Split(':').ToList();
        foreach (var parameter in new[] { "stitchable=1", "crf=18", "ref=1", "min-keyint=60", "merange=16", "mixed-refs=0", "cqm=flat", "b-pyramid=2", "vbv-maxrate=660", "aq-mode=1", "aq-strength=1.00", "partitions=i4x4" })
            parameters.ShouldContain(parameter);
        arguments[^1].ShouldContain(@"deblock=1\:0\:0");
        parameters.ShouldNotContain(p => p.StartsWith("bitrate", StringComparison.Ordinal) || p.StartsWith("threads", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("interlaced=tff")]
    [InlineData("open_gop=1")]
    public void Rejects_encoder_settings_that_cannot_be_imitated(string setting) => EncoderSettings.Arguments($"cabac=1 {setting}", Sets).ShouldBeNull();

    [Fact]
    public void The_clock_comes_from_the_sequence_parameter_set() => EncoderSettings.TimeBase(Sets).ShouldBe((1, 30));
}

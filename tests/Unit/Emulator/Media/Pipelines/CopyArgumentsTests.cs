using Onair.Emulator.Media;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Pipelines;
using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Emulator.Media.Pipelines;

public sealed class CopyArgumentsTests
{
    private static readonly Rendition Low = new("160p30", 284, 160, 230_000, 96_000, 30, 1, 1);

    [Fact]
    public void The_source_is_copied_and_what_is_encoded_keeps_its_key_frames()
    {
        var line = string.Join(' ', CopyArguments.Build([Rendition.Source("source"), Low], ["/a", "/b"], hasAudio: true, threads: 2));

        line.ShouldEndWith("-f mpegts -flush_packets 1 unix:/b");
        line.Split("-c:v copy").Length.ShouldBe(2);
        line.Split("-c:a copy").Length.ShouldBe(3, "sound is never encoded again");
        line.ShouldContain("-force_key_frames source");
        line.ShouldContain("scale=284:160");
    }

    [Fact]
    public void A_source_without_sound_alone_is_not_decoded()
    {
        var line = string.Join(' ', CopyArguments.Build([Rendition.Source("source")], ["/a"], hasAudio: false, threads: 2));

        line.ShouldNotContain("-c:a");
        line.ShouldNotContain("libx264");
    }

    [Fact]
    public void A_plan_may_copy_its_source()
    {
        var plan = new ChannelPlan("st", [new PipelineSource(0, "c", "app", "")], [Rendition.Source("source"), Low], null, []);

        Should.NotThrow(() => PlanCheck.Check(plan));
        Should.Throw<ArgumentException>(() => PlanCheck.Check(plan with { Renditions = [Rendition.Source("../x")] }));
    }

    [Fact]
    public void A_playlist_says_what_is_known_of_a_source()
    {
        var known = MasterPlaylist.Write([new Variant("source", 1280, 720, 29.97, "avc1.64001F", 1_000, 1_000)], [], "live", "");
        var unknown = MasterPlaylist.Write([new Variant("source", 0, 0, 0, "avc1.64001F", 1_000, 1_000)], [], "live", "");

        known.ShouldContain(",CODECS=\"avc1.64001F\",RESOLUTION=1280x720,FRAME-RATE=29.970\nsource/live.m3u8\n");
        unknown.ShouldContain(",CODECS=\"avc1.64001F\"\nsource/live.m3u8\n");
        new SequenceParameters("avc1.64001F", 2, 2) { UnitsInTick = 1, TimeScale = 60 }.FrameRate.ShouldBe(30);
        new SequenceParameters("avc1.64001F", 2, 2).FrameRate.ShouldBe(0);
    }
}

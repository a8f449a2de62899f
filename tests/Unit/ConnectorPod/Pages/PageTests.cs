using Onair.ConnectorPod.Pages;
using Onair.Connectors;

namespace Onair.Tests.Unit.ConnectorPod.Pages;

public sealed class PageTests
{
    private const string Home = "https://meet.example.com/room?m=1";

    private static readonly PlannedSource Meeting = new() { Kind = PlannedSourceKind.Page, Playing = true, EndsMatter = true, FrozenSeconds = 20, SilentSeconds = 60 };
    private static readonly PageSight Well = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, Home);

    public static TheoryData<string, string?> Sights => new()
    {
        { "well", null },
        { "same origin", null },
        { "frozen", "PictureFrozen" },
        { "silent", "Silent" },
        { "ended", "MeetingEnded" },
        { "never played", null },
        { "mute", "PageUnresponsive" },
        { "left", "PageLeft" },
        { "error", "PageFailed" },
    };

    [Theory]
    [MemberData(nameof(Sights))]
    public void A_page_that_was_ready_fails_with_a_reason(string sight, string? reason)
    {
        var long1 = TimeSpan.FromMinutes(2);
        var seen = sight switch
        {
            "same origin" => Well with { Url = "https://meet.example.com/room/2" },
            "frozen" => Well with { StillFor = long1 },
            "silent" => Well with { SilentFor = long1 },
            "ended" => Well with { IdleFor = long1 },
            "never played" => Well with { IdleFor = null },
            "mute" => Well with { MuteFor = long1 },
            "left" => Well with { Url = "https://example.com/bye" },
            "error" => Well with { Url = "chrome-error://chromewebdata/" },
            _ => Well,
        };

        new PageWatch(Meeting, Home).Judge(seen)?.Reason.ShouldBe(reason);
        (new PageWatch(Meeting, Home).Judge(seen) is null).ShouldBe(reason is null);
    }

    [Fact]
    public void A_page_may_stand_still_for_ever()
    {
        var page = new PlannedSource { Kind = PlannedSourceKind.Page };
        var still = Well with { StillFor = TimeSpan.FromDays(1), SilentFor = TimeSpan.FromDays(1), IdleFor = TimeSpan.FromDays(1) };

        new PageWatch(page, Home).Judge(still).ShouldBeNull();
    }

    [Fact]
    public void Reports_missing_readiness_in_loading_order()
    {
        var probe = new PageProbe(false, 0, false, false, 0);
        PageReadiness.Missing(Meeting, null, false, false).ShouldBe("the page is not loaded");
        PageReadiness.Missing(Meeting, probe, false, false).ShouldBe("the page is not loaded");
        PageReadiness.Missing(Meeting, probe = probe with { Loaded = true }, false, false).ShouldBe("no visible element matches the selector");
        PageReadiness.Missing(Meeting, probe = probe with { Selector = true }, false, false).ShouldBe("the text is not on the page");
        PageReadiness.Missing(Meeting, probe = probe with { Text = true }, false, false).ShouldBe("nothing plays");
        PageReadiness.Missing(Meeting, probe = probe with { Playing = 1 }, false, false).ShouldBe("the picture is of one color");
        PageReadiness.Missing(Meeting, probe, true, false).ShouldBe("no sound is captured");
        PageReadiness.Missing(Meeting, probe, true, true).ShouldBeNull();
    }

    [Fact]
    public void A_pages_answer_is_read()
    {
        PageProbe.Parse("""{"loaded":true,"status":404,"selector":false,"text":true,"playing":2}""").ShouldBe(new PageProbe(true, 404, false, true, 2));
        PageProbe.Parse("{}").ShouldBe(new PageProbe(false, 0, false, false, 0));
    }

    [Fact]
    public void No_argument_of_the_browser_is_a_URL_but_the_proxys()
    {
        var arguments = BrowserArguments.Build(1280, 720, "/tmp/p", 4711, sandbox: true);

        arguments.Where(a => a.Contains("://", StringComparison.Ordinal)).ShouldBe(["--proxy-server=http://127.0.0.1:4711"]);
        arguments.ShouldContain("--proxy-bypass-list=<-loopback>");
        arguments.ShouldNotContain("--no-sandbox");
        BrowserArguments.Build(1280, 720, "/tmp/p", 4711, sandbox: false).ShouldContain("--no-sandbox");
    }
}

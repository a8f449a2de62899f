using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Gateway.Player;
using Onair.Tests.Unit.Gateway.Streams;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class StreamPagesTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    [Fact]
    public void A_stream_in_a_session_is_live_with_its_DVR_window()
    {
        var page = StreamPages.Of(Samples.OnAir(), Now);

        // The session began within the window of an hour: it can be seen from its start.
        (page.Availability, page.Title, page.Url, page.DvrSeconds, page.Session)
            .ShouldBe((Availability.Live, "Town Hall", "https://origin.example/out/v1/e/index.m3u8?start=1799999060", 2700, "1799999000"));
    }

    [Theory]
    [InlineData(3600, 60, 1_799_997_300, 2700)]
    [InlineData(600, 60, 1_799_999_700, 300)]
    [InlineData(1_209_600, 60, 1_799_914_500, 85_500)]
    public void A_long_session_is_seen_from_where_viewers_share_a_URL_within_the_window(int window, int playlist, long start, int seconds)
    {
        var stream = Samples.OnAir(s =>
        {
            s.Spec = s.Spec with { Packaging = new() { StartoverWindowSeconds = window, PlaylistWindowSeconds = playlist } };
            s.Status = s.Recorded with { Sessions = [new() { Id = "second", StartedAt = Now.AddDays(-3) }] };
        });

        var pages = Enumerable.Range(0, 60).Select(second => StreamPages.Of(stream, Now.AddSeconds(second))).ToList();

        pages[0].DvrSeconds.ShouldBe(seconds);
        pages.Select(p => p.Url).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
        pages[0].Url.ShouldEndWith($"?start={start - (start % 60)}");
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(100, 60)]
    public void Without_a_window_that_is_longer_than_the_playlist_the_playlist_alone_counts(int window, int playlist)
    {
        var page = StreamPages.Of(Samples.OnAir(s => s.Spec = s.Spec with { Packaging = new() { StartoverWindowSeconds = window, PlaylistWindowSeconds = playlist } }), Now);

        (page.Url, page.DvrSeconds).ShouldBe(("https://origin.example/out/v1/e/index.m3u8", null));
    }

    [Fact]
    public void A_stream_that_has_not_begun_has_the_next_start_of_its_schedule()
    {
        var at = Now.AddHours(2);
        var scheduled = Samples.Stream(s => s.Spec = s.Spec with { State = StreamState.Scheduled, Schedule = [new() { Start = at, Stop = at.AddHours(1) }] });
        var stopped = Samples.Stream(s => s.Spec = scheduled.Spec with { State = StreamState.Stopped });
        var held = scheduled.With(new() { Hold = new() { Reason = "NoInputTimeout", Message = "m", SessionId = "s" } });

        var page = StreamPages.Of(scheduled, Now);

        (page.Availability, page.StartsAt, page.Url).ShouldBe((Availability.Waiting, at, null));
        StreamPages.Of(stopped, Now).StartsAt.ShouldBeNull("the schedule has no effect");
        StreamPages.Of(held, Now).StartsAt.ShouldBeNull("the cost guard keeps it stopped");
        StreamPages.Of(scheduled, at.AddHours(2)).StartsAt.ShouldBeNull("no window follows");
    }

    [Fact]
    public void A_stream_after_its_session_has_ended_and_a_new_one_waits()
    {
        var ended = Samples.OnAir(s => s.Status = s.Recorded with { CurrentSessionId = null });
        var unpublished = Samples.OnAir(s => s.Status = s.Recorded with { Playback = null });

        StreamPages.Of(ended, Now).Availability.ShouldBe(Availability.Ended);
        StreamPages.Of(ended, Now).Later.ShouldContain("https://origin.example/out/v1/e/index.m3u8");
        StreamPages.Of(Samples.Stream(), Now).Availability.ShouldBe(Availability.Waiting);
        StreamPages.Of(unpublished, Now).Availability.ShouldBe(Availability.Waiting);
    }

    [Fact]
    public void An_encrypted_stream_does_not_play_for_the_page_has_no_token_for_its_keys()
    {
        var page = StreamPages.Of(Samples.OnAir(s => s.Spec = s.Spec with { Packaging = new() { Encryption = new() } }), Now);

        (page.Availability, page.Url).ShouldBe((Availability.Failed, null));
    }

    [Fact]
    public void An_IVS_channel_is_live_while_an_encoder_pushes()
    {
        var session = new IvsSession { Id = "st-1", StartedAt = Now };
        var channel = Channel(new() { Playback = new() { Url = "https://p.playback.live-video.net/a.m3u8" }, Sessions = [session] });
        var live = channel.With(channel.Recorded with { Stream = new() { Id = "st-1", StartedAt = Now }, Conditions = [True(IvsChannelConditions.Live)] });

        (StreamPages.Of(live).Availability, StreamPages.Of(live).Session).ShouldBe((Availability.Live, "1800000000"));
        StreamPages.Of(channel).Availability.ShouldBe(Availability.Ended);
        StreamPages.Of(Channel(new())).Availability.ShouldBe(Availability.Waiting);
        live.Spec.Authorized = true;
        (StreamPages.Of(live).Availability, StreamPages.Of(live).Url).ShouldBe((Availability.Failed, null));
    }

    [Fact]
    public void A_broadcast_is_live_while_it_receives_and_a_recording_once_its_playlists_have_ended()
    {
        HlsBroadcastStatus running = new() { Playback = new() { Url = "https://d1.cloudfront.net/a.m3u8" }, StartedAt = Now };
        Of(new()).ShouldBe(Availability.Waiting);
        Of(running).ShouldBe(Availability.Waiting, "the playlist may be that of the run before");
        Of(running with { Conditions = [True(HlsBroadcastConditions.Receiving)] }).ShouldBe(Availability.Live);
        Of(running with { StoppingAt = Now }).ShouldBe(Availability.Ended);
        Of(running with { StoppedAt = Now, EndedAt = Now }).ShouldBe(Availability.Video);
        Of(running with { StoppedAt = Now, EndedAt = Now, FolderDeletedAt = Now }).ShouldBe(Availability.Ended);

        static Availability Of(HlsBroadcastStatus status) => StreamPages.Of(new HlsBroadcast { Metadata = new() { Name = "show" }, Spec = new(), Status = status }).Availability;
    }

    private static IvsChannel Channel(IvsChannelStatus status) => new() { Metadata = new() { Name = "stage" }, Spec = new(), Status = status };

    private static Condition True(string type) => new() { Type = type, Status = ConditionStatus.True };
}

using System.Text;
using Onair.Emulator.Media;
using Onair.Emulator.MediaLive;
using Onair.Emulator.State;

namespace Onair.Tests.Unit.Emulator;

public sealed class PureTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 5, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("a-$dt$", "a-20261121T090507")]
    [InlineData("$d$/$t$", "20261121/090507")]
    [InlineData("$w$x$h$", "1280x720")]
    [InlineData("$rv$-$ra$", "2500000-128000")]
    [InlineData("cost$$5", "cost$5")]
    [InlineData("$unknown$", "$unknown$")]
    public void Identifiers_in_destinations_are_replaced(string text, string resolved) =>
        DestinationVariables.Resolve(text, Start, new Rendition("v", 1280, 720, 2_500_000, 128_000, 30, 1, 2)).ShouldBe(resolved);

    [Theory]
    [InlineData("s3ssl://bucket/a/b", "bucket", "a/b")]
    [InlineData("s3://bucket/a", "bucket", "a")]
    [InlineData("s3ssl://bucket", "bucket", "")]
    [InlineData("http://bucket/a", "", "")]
    public void Archive_destinations_name_bucket_and_key(string url, string bucket, string key) =>
        S3Location.Parse(url).ShouldBe((bucket, key));

    [Fact]
    public void An_alert_tells_a_stream_that_never_came_from_one_that_went()
    {
        var book = new AlertBook(Start, TimeSpan.FromMinutes(5));
        PipelineHealth[] silent = [new(0, Receiving: false, "no publisher")];
        PipelineHealth[] receiving = [new(0, Receiving: true, "720p")];

        Observe(silent, 0, isProbing: true);
        Observe(silent, 1);
        Observe(silent, 2);
        Observe(receiving, 3);
        Observe(silent, 4);

        book.Alerts.Select(a => (a.Type, a.Set, a.Cleared)).ShouldBe(
        [
            (InputAlerts.StreamNotFound, Start.AddSeconds(1), Start.AddSeconds(3)),
            (InputAlerts.InitialProbe, Start.AddSeconds(1), Start.AddSeconds(3)),
            (InputAlerts.NoAudioVideo, Start.AddSeconds(4), null),
        ]);
        Observe(silent, 303);
        book.Alerts.ShouldHaveSingleItem().Type.ShouldBe(InputAlerts.NoAudioVideo);
        book.Clear(Start.AddSeconds(304));
        book.Alerts.ShouldHaveSingleItem().Cleared.ShouldBe(Start.AddSeconds(304));

        void Observe(PipelineHealth[] health, int second, bool isProbing = false) => book.Observe("RTMP_PUSH", health, isProbing, Start.AddSeconds(second));
    }

    [Theory]
    [InlineData("RTMP_PUSH", false, false, InputAlerts.StreamNotFound)]
    [InlineData("RTMP_PUSH", false, true, InputAlerts.NoAudioVideo)]
    [InlineData("RTMP_PULL", true, false, InputAlerts.ConnectFailed)]
    [InlineData("RTMP_PULL", false, false, InputAlerts.StreamNotFound)]
    [InlineData("RTMP_PULL", true, true, InputAlerts.ServerDisconnected)]
    [InlineData("URL_PULL", true, false, InputAlerts.HttpGetFailed)]
    [InlineData("URL_PULL", true, true, InputAlerts.HttpGetFailed)]
    [InlineData("URL_PULL", false, true, InputAlerts.NoVideo)]
    public void A_pipeline_without_video_has_the_alert_of_its_input(string type, bool isUnreachable, bool hasReceived, string alert)
    {
        var alerts = InputAlerts.Of(type, new(0, Receiving: false, "", isUnreachable), hasReceived);

        alerts[0].ShouldBe(alert);
        alerts.Contains(InputAlerts.InitialProbe).ShouldBe(!hasReceived);
        InputAlerts.Of(type, new(0, Receiving: true, ""), hasReceived).ShouldBeEmpty();
    }

    [Fact]
    public void A_write_that_a_crash_cut_off_is_not_read()
    {
        var directory = Directory.CreateTempSubdirectory("onair-files-").FullName;
        try
        {
            var files = new FileStore(directory);
            files.ReadAll("kind").ShouldBeEmpty();
            files.Write("kind", "a/b", "whole"u8);
            File.WriteAllText(Path.Combine(directory, "kind", "c.json.tmp"), "ha");

            new FileStore(directory).ReadAll("kind").Select(Encoding.UTF8.GetString).ShouldBe(["whole"]);
            files.Delete("kind", "a/b");
            new FileStore(directory).ReadAll("kind").ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

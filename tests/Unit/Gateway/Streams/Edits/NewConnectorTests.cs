using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Streams.Edits;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams.Edits;

public sealed class NewConnectorTests
{
    private const string Url = "https://app.chime.aws/meetings/1234567890?key=of-the-meeting";

    [Fact]
    public void The_url_of_a_meeting_is_only_in_the_Secret()
    {
        var secret = NewConnector.Secret("s", Url);
        var connector = NewConnector.Meeting(Stream(), "c", "s");

        System.Text.Encoding.UTF8.GetString(secret.Entries["url"]!).ShouldBe(Url);
        connector.Spec.Source.Meeting.ShouldBe(new UrlSource { UrlSecretRef = new() { Name = "s", Key = "url" } });
        connector.Spec.Target.LiveStreamRef!.Name.ShouldBe("town-hall-x7k2pq");
        connector.Spec.State.ShouldBe(ConnectorState.Running);
        connector.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe(Uid);
        ConnectorRules.Check(new(connector.Spec) { Stream = Stream() }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("meeting")]
    [InlineData("ftp://example.com/secret-meeting")]
    [InlineData("https://user:secret-meeting@example.com/")]
    public void A_wrong_url_is_refused_without_repeating_it(string url)
    {
        var problem = Should.Throw<ProblemException>(() => NewConnector.CheckMeeting(Stream(), url));

        problem.Status.ShouldBe(400);
        problem.Errors.ShouldHaveSingleItem().Field.ShouldBe("chime_url");
        problem.Message.ShouldNotContain("secret-meeting");
    }

    [Fact]
    public void A_meeting_needs_a_stream_that_takes_a_push()
    {
        var stream = Stream(s => s.Spec = s.Spec with { Input = new() { Type = InputType.UrlPull } });

        Should.Throw<ProblemException>(() => NewConnector.CheckMeeting(stream, Url)).Status.ShouldBe(422);
        Should.NotThrow(() => NewConnector.CheckMeeting(Stream(), Url));
    }

    [Fact]
    public void IVS_gets_the_meeting_or_what_viewers_see()
    {
        var meeting = NewConnector.Meeting(OnAir(), "c", "s");

        NewConnector.ToIvs(OnAir(), "i", meeting).Spec.Source.ShouldBe(meeting.Spec.Source);
        NewConnector.ToIvs(OnAir(), "i", null).Spec.Source.Url!.Url.ShouldBe("https://origin.example/out/v1/e/index.m3u8");
        NewConnector.ToIvs(OnAir(), "i", null).Spec.Target.IvsChannelRef!.Name.ShouldBe("i");
        Should.Throw<ProblemException>(() => NewConnector.ToIvs(Stream(), "i", null)).Status.ShouldBe(409);
    }
}

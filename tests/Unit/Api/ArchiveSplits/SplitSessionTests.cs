using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Api.ArchiveSplits;

public sealed class SplitSessionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SplitSource Stream = SplitSource.Of(new LiveStream
    {
        Status = new()
        {
            Sessions = [Session("own", "s3://b/own", 0), Session("first", "s3://b/shared", 1), Session("second", "s3://b/shared", 2), Session("none", null, 3), Session("other", null, 4)],
        },
    })!;

    [Theory]
    [InlineData("own", null, null)]
    [InlineData("first", null, 90)]
    [InlineData("second", 90, null)]
    [InlineData("none", null, null)]
    [InlineData("forgotten", null, null)]
    public void The_end_of_a_session_divides_a_folder_from_the_next_session_of_it(string id, int? after, int? until)
    {
        var split = new ArchiveSplit { Spec = new() { SessionId = id } };

        SplitSession.Of(split, Stream)!.Share(Stream).ShouldBe((At(after), At(until)));
    }

    private static DateTimeOffset? At(int? minutes) => minutes is { } m ? Noon.AddMinutes(m) : null;

    private static SessionStatus Session(string id, string? path, int hour) =>
        new() { Id = id, ArchivePath = path, StartedAt = Noon.AddHours(hour), StoppedAt = Noon.AddHours(hour).AddMinutes(30) };
}

using Onair.Resources;
using Onair.Resources.MediaProviders;

namespace Onair.Tests.Unit.Resources;

public sealed class ProviderUseTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1 LiveStream (shows/0)")]
    [InlineData(3, "3 LiveStreams (shows/0, shows/1, shows/2)")]
    [InlineData(4, "4 LiveStreams (shows/0, shows/1, shows/2 and 1 more)")]
    public void Streams_with_resources_there_use_a_provider(int count, string? text)
    {
        var users = Enumerable.Range(0, count).Select(i => Stream($"{i}", made: "p"));

        ProviderUse.Of(new() { Metadata = new() { Name = "p" } }, [.. users, Stream("elsewhere", "q"), Stream("new", null)]).ShouldBe(text);
    }

    private static LiveStream Stream(string name, string? made) => new()
    {
        Metadata = new() { Namespace = "shows", Name = name },
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new() { Resources = new() { Provider = made } },
    };
}

using System.Net;
using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed partial class PlayerFilesTests
{
    [Fact]
    public async Task Each_file_of_a_page_is_there_for_good_and_is_what_the_page_expects()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSigned(cluster));
        var page = (await host.GetAsync($"/watch/talks/videoassets/talk?token={PlayerHost.Token("talks/videoassets/talk")}")).Text;

        var files = FilePattern().Matches(page).Select(m => (Path: m.Groups[1].Value, Integrity: m.Groups[2].Value)).ToList();

        files.Select(f => f.Path.Split('/')[^1]).ShouldBe(["player.css", "hls.js", "player.js"], ignoreOrder: true);
        foreach (var (path, integrity) in files)
        {
            var answer = await host.GetAsync(path);
            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Type.ShouldBe(path.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript");
            answer.Headers["Cache-Control"].ShouldBe("public, max-age=31536000, immutable");
            answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            PlayerHost.Integrity(answer.Text).ShouldBe(integrity);
        }
        var worker = await host.GetAsync((string)PlayerHost.Data(page)["workerUrl"]!);
        (worker.Status, worker.Type).ShouldBe((HttpStatusCode.OK, "text/javascript"));
    }

    [Theory]
    [InlineData("/player/1.0.0/page.html")]
    [InlineData("/player/1.0.0/integrity.json")]
    [InlineData("/player/1.0.0/none.js")]
    [InlineData("/player/0.0.0/player.js")]
    [InlineData("/player/1.0.0/..%2f1.0.0%2fplayer.js")]
    [InlineData("/player/stream-api.json")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var host = await PlayerHost.StartAsync();

        (await host.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("\"(/player/[^\"]+)\" integrity=\"([^\"]+)\"")]
    private static partial Regex FilePattern();
}

using System.Text.Json.Nodes;
using Onair.Tests.Manifests;
using Onair.VideoActions;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Maps, values and answers of all kinds: nothing but <see cref="ActionException"/> comes out, and no secret.</summary>
public sealed class GeneratedMapsTests(ITestOutputHelper output)
{
    private const int Many = 10_000;
    private const string Secret = "S3CR3T-VALUE";

    [Fact]
    public void Whatever_a_map_says_it_is_compiled_or_told_and_used_without_a_crash()
    {
        output.WriteLine(Seed.Text);
        var random = new Random(Seed.Current);
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var key = SigningKey.Read("key", rsa.ExportRSAPrivateKeyPem());
        var (compiled, made, read, signed) = (0, 0, 0, 0);
        for (var i = 0; i < Many; i++)
        {
            var maps = new MapGenerator(random);
            var spec = maps.Map();
            var map = ActionMap.Compile(spec, out var errors);
            (map is null).ShouldBe(errors.Count > 0, Seed.Text);
            errors.ShouldAllBe(e => e.Field.StartsWith("spec.video.", StringComparison.Ordinal) && e.Rule.Length > 0 && (e.Value == null || e.Value.Length <= 100), Seed.Text);
            if (map is null) continue;
            compiled++;
            foreach (var action in Enum.GetValues<VideoAction>().Where(map.Has)) made += Try(() => Keeps(map.Request(action, maps.Values(Secret))));
            read += Try(() => map.ReadAsset(maps.Answer())) + Try(() => map.ReadUpload(maps.Answer())) + Try(() => map.ReadCreatedUpload(maps.Answer()))
                + Try(() => map.ReadCreatedAsset(maps.Answer())) + Try(() => map.ReadMedia(maps.Answer())) + Try(() => map.ReadFound(VideoAction.FindAsset, maps.Answer(), "t"))
                + Try(() => map.ReadCallback(System.Text.Encoding.UTF8.GetBytes(maps.Answer())));
            Try(() => map.Urls(maps.Values(Secret).Resource!, maps.Id(), maps.Id()));
            if (i % 20 == 0) signed += Try(() => map.SignedUrls(maps.Values(Secret).Resource!, maps.Id(), maps.Id(), key, DateTimeOffset.UnixEpoch));
        }

        output.WriteLine($"{compiled} maps of {Many}, {made} requests, {read} answers, {signed} signed");
        compiled.ShouldBeInRange(Many / 20, Many * 19 / 20, Seed.Text);
        made.ShouldBeGreaterThan(Many / 4, Seed.Text);
        read.ShouldBeGreaterThan(Many / 20, Seed.Text);
        signed.ShouldBeGreaterThan(10, Seed.Text);
    }

    private static void Keeps(VideoRequest request)
    {
        request.Url.Scheme.ShouldBeOneOf("http", "https");
        request.Url.AbsoluteUri.ShouldNotContain(Secret);
        request.ToString().ShouldNotContain(Secret);
        request.Headers.ShouldAllBe(h => h.Value.All(c => c >= ' ' || c == '\t'));
        if (request.Body is { } body) _ = JsonNode.Parse(body);
    }

    private static int Try(Action action)
    {
        try
        {
            action();
            return 1;
        }
        catch (ActionException e)
        {
            e.Message.ShouldStartWith("spec.video.actions");
            e.Message.ShouldNotContain(Secret, customMessage: Seed.Text);
            e.Message.Length.ShouldBeLessThan(600, Seed.Text);
            return 0;
        }
    }
}

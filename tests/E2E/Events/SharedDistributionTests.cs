using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Events;

/// <summary>A day with twenty rooms, one distribution, and an administrator who edits it all the time.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class SharedDistributionTests(Environment environment) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private int _edits;

    [Fact]
    public async Task Twenty_streams_share_a_distribution_from_creation_to_deletion_and_leave_nothing()
    {
        await using var twenty = await TwentyStreams.PrepareAsync(environment.Kubectl);
        var foreign = $"/{twenty.Name}/*";
        await environment.Account.ChangeDistributionAsync(config => AddForeign(config, twenty.Name, foreign));
        try
        {
            await LifeAsync(twenty, foreign);
        }
        finally
        {
            await environment.Account.ChangeDistributionAsync(config => RemoveForeign(config, twenty.Name, foreign));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task LifeAsync(TwentyStreams twenty, string foreign)
    {
        await twenty.ApplyAsync(_ => (StreamState.Stopped, false));
        var all = await twenty.UntilAsync("provisioned", (_, it) => it.Playback?.Url is not null);
        var patterns = all.Select(it => AwsAccount.PatternOf(it.Status)).ToList();
        patterns.Distinct().Count().ShouldBe(TwentyStreams.Count);
        await BehavioursShouldBeAsync(patterns, 0, foreign);

        await twenty.ApplyAsync(_ => (StreamState.Running, false));
        all = await twenty.UntilAsync("on air", (_, it) => it.Sessions is [{ RunningAt: not null, StoppedAt: null }]);
        (await environment.Account.ChannelStatesAsync([.. all.Select(it => it.Uid)])).ShouldBe(Enumerable.Repeat("RUNNING", TwentyStreams.Count));
        await BehavioursShouldBeAsync(patterns, 0, foreign);

        await twenty.ApplyAsync(_ => (StreamState.Running, true));
        all = await EditingAsync(twenty.UntilAsync("in the distribution", (_, it) => it.Playback?.LiveUrl is not null));
        await BehavioursShouldBeAsync(patterns, TwentyStreams.Count, foreign);
        await Each_URL_leads_to_its_own_stream([.. all.Select(it => it.Status.Playback!)]);

        // Half leave the distribution while the others go off air.
        await twenty.ApplyAsync(i => i % 2 == 0 ? (StreamState.Running, false) : (StreamState.Stopped, true));
        await EditingAsync(twenty.UntilAsync(
            "half out, half stopped", (i, it) => i % 2 == 0 ? it.Playback?.LiveUrl is null : it is { Playback.LiveUrl: not null, CurrentSessionId: null }));
        await BehavioursShouldBeAsync([.. patterns.Where((_, i) => i % 2 == 1)], TwentyStreams.Count / 2, foreign);
        await BehavioursShouldBeAsync([.. patterns.Where((_, i) => i % 2 == 0)], 0, foreign);

        await EditingAsync(Deleted());
        await BehavioursShouldBeAsync(patterns, 0, foreign);
        (await environment.Account.LeftoversAsync([.. all.Select(it => it.Uid)])).ShouldBeEmpty();

        async Task<bool> Deleted()
        {
            await twenty.DeleteAsync();
            return true;
        }
    }

    private async Task BehavioursShouldBeAsync(IReadOnlyList<string> patterns, int expected, string foreign)
    {
        var config = await environment.Account.DistributionAsync();
        var items = config.CacheBehaviors.Items;
        config.CacheBehaviors.Quantity.ShouldBe(items.Count);
        items.Count(it => patterns.Contains(it.PathPattern)).ShouldBe(expected);
        items.Select(it => it.PathPattern).ShouldBeUnique();
        items.ShouldContain(it => it.PathPattern == foreign && it.DefaultTTL == 77, 1);
    }

    /// <summary>Nothing is pushed, so there is no video; but MediaPackage answers, which the distribution alone does not.</summary>
    private async Task Each_URL_leads_to_its_own_stream(IReadOnlyList<PlaybackStatus> playbacks)
    {
        playbacks.Select(it => it.LiveUrl).Distinct().Count().ShouldBe(TwentyStreams.Count);
        var outside = await AnswerAsync(new(new Uri(playbacks[0].LiveUrl!), "../0123456789abcdef0123456789abcdef/index.m3u8"));
        foreach (var playback in playbacks)
        {
            new Uri(playback.LiveUrl!).AbsolutePath.ShouldEndWith(new Uri(playback.Url!).AbsolutePath);
            var through = await AnswerAsync(new(playback.LiveUrl!));
            through.ShouldBe(await AnswerAsync(new(playback.Url!)));
            through.ShouldNotBe(outside, "what no behaviour matches");
        }
    }

    private async Task<(System.Net.HttpStatusCode Status, string Body)> AnswerAsync(Uri url)
    {
        using var answer = await _http.GetAsync(url);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Edits the distribution until something is done; the last edit is still there then.</summary>
    private async Task<T> EditingAsync<T>(Task<T> other)
    {
        do
        {
            await environment.Account.ChangeDistributionAsync(config => config.Comment = $"Edit {++_edits}");
        }
        while (await Task.WhenAny(other, Task.Delay(200)) != other);
        var done = await other;
        (await environment.Account.DistributionAsync()).Comment.ShouldBe($"Edit {_edits}");
        return done;
    }

    private static void AddForeign(DistributionConfig config, string origin, string pattern)
    {
        config.Origins.Items.Add(new()
        {
            Id = origin,
            DomainName = "slides.example.org",
            OriginPath = "",
            CustomHeaders = new() { Quantity = 0 },
            CustomOriginConfig = new()
            {
                HTTPPort = 80,
                HTTPSPort = 443,
                OriginProtocolPolicy = OriginProtocolPolicy.HttpsOnly,
                OriginSslProtocols = new() { Quantity = 1, Items = ["TLSv1.2"] },
                OriginReadTimeout = 30,
                OriginKeepaliveTimeout = 5,
            },
        });
        config.CacheBehaviors ??= new();
        config.CacheBehaviors.Items ??= [];
        config.CacheBehaviors.Items.Add(new()
        {
            PathPattern = pattern,
            TargetOriginId = origin,
            ViewerProtocolPolicy = ViewerProtocolPolicy.AllowAll,
            AllowedMethods = new() { Quantity = 2, Items = ["GET", "HEAD"], CachedMethods = new() { Quantity = 2, Items = ["GET", "HEAD"] } },
            Compress = false,
            SmoothStreaming = false,
            FieldLevelEncryptionId = "",
            LambdaFunctionAssociations = new() { Quantity = 0 },
            TrustedSigners = new() { Enabled = false, Quantity = 0 },
            MinTTL = 0,
            DefaultTTL = 77,
            MaxTTL = 600,
            ForwardedValues = new()
            {
                QueryString = false,
                Cookies = new() { Forward = ItemSelection.None },
                Headers = new() { Quantity = 0 },
                QueryStringCacheKeys = new() { Quantity = 0 },
            },
        });
        Count(config);
    }

    private static void RemoveForeign(DistributionConfig config, string origin, string pattern)
    {
        config.CacheBehaviors.Items.RemoveAll(it => it.PathPattern == pattern);
        config.Origins.Items.RemoveAll(it => it.Id == origin);
        Count(config);
    }

    private static void Count(DistributionConfig config)
    {
        config.Origins.Quantity = config.Origins.Items.Count;
        config.CacheBehaviors.Quantity = config.CacheBehaviors.Items.Count;
    }
}

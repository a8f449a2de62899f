using Amazon.CloudFront;
using Amazon.CloudFront.Model;

namespace Onair.Tests.Integration.Operator;

/// <summary>Many streams, and somebody else, change one distribution at the same time.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DistributionTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    private const string ForeignPattern = "/slides/*";
    private const int Streams = 20;

    [Fact]
    public async Task Twenty_streams_come_and_go_together_without_losing_each_other_s_behaviour_or_a_foreign_one()
    {
        await ChangeAsync(Foreign);
        var names = Enumerable.Range(0, Streams).Select(i => $"live-{i}").ToList();
        await Task.WhenAll(names.Select(n => rig.Streams.CreateAsync(n, s => s.Distribution.Live = true)));
        await CommentsAsync(names.Select(n => rig.Streams.ReadyAsync(n, seconds: 180)));
        (await rig.Account.BehavioursAsync()).Count.ShouldBe(Streams + 1);

        // Half go: some deleted, some only out of the distribution; as many others come.
        var newcomers = Enumerable.Range(0, Streams / 2).Select(i => $"newcomer-{i}").ToList();
        await Task.WhenAll(
        [
            .. names.Take(5).Select(rig.Streams.DeleteAsync),
            .. names.Skip(5).Take(5).Select(n => rig.Streams.PatchAsync(n, """{"spec":{"distribution":{"live":false}}}""")),
            .. newcomers.Select(n => rig.Streams.CreateAsync(n, s => s.Distribution.Live = true)),
        ]);
        await CommentsAsync(
        [
            .. names.Take(5).Select(n => rig.Streams.GoneAsync(n)),
            .. names.Skip(5).Concat(newcomers).Select(n => rig.Streams.ReadyAsync(n, seconds: 180)),
            // The administrator's edits keep the distribution from being Deployed; viewers get their URLs nevertheless.
            .. names.Skip(10).Concat(newcomers).Select(n => rig.Streams.UntilAsync(n, s => s.Recorded.Playback?.LiveUrl is not null, "in the distribution")),
        ]);

        var (config, _) = await rig.Account.DistributionAsync();
        config.CacheBehaviors.Items.Count.ShouldBe(Streams + 1);
        config.CacheBehaviors.Quantity.ShouldBe(Streams + 1);
        config.Comment.ShouldBe($"Comment {_comments}");
        var foreign = config.CacheBehaviors.Items.Where(b => b.PathPattern == ForeignPattern).ShouldHaveSingleItem();
        foreign.TargetOriginId.ShouldBe("slides");
        foreign.DefaultTTL.ShouldBe(77);

        await Task.WhenAll(names.Skip(5).Concat(newcomers).Select(rig.Streams.DeleteAsync));
        await Task.WhenAll(names.Concat(newcomers).Select(n => rig.Streams.GoneAsync(n, seconds: 180)));
        (await rig.Account.BehavioursAsync()).ShouldBe([ForeignPattern]);
        (await rig.Account.DistributionAsync()).Config.Origins.Items.ShouldNotContain(o => o.Id.StartsWith("onair-", StringComparison.Ordinal));
    }

    private int _comments;

    /// <summary>Edits the distribution as an administrator would, again and again until all is done.</summary>
    private async Task CommentsAsync(IEnumerable<Task> others)
    {
        var all = Task.WhenAll(others);
        do
        {
            await ChangeAsync(c => c.Comment = $"Comment {++_comments}");
        }
        while (await Task.WhenAny(all, Task.Delay(100)) != all);
        await all;
    }

    private async Task ChangeAsync(Action<DistributionConfig> change)
    {
        while (true)
        {
            try
            {
                var (config, etag) = await rig.Account.DistributionAsync();
                change(config);
                await rig.Account.CloudFront.UpdateDistributionAsync(
                    new() { Id = OperatorRig.DistributionId, IfMatch = etag, DistributionConfig = config });
                return;
            }
            catch (PreconditionFailedException)
            {
                // A stream was faster.
            }
        }
    }

    private static void Foreign(DistributionConfig config)
    {
        config.Origins.Items.Add(new()
        {
            Id = "slides",
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
        config.Origins.Quantity = config.Origins.Items.Count;
        config.CacheBehaviors ??= new();
        config.CacheBehaviors.Items ??= [];
        config.CacheBehaviors.Items.Add(new()
        {
            PathPattern = ForeignPattern,
            TargetOriginId = "slides",
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
        config.CacheBehaviors.Quantity = config.CacheBehaviors.Items.Count;
    }
}

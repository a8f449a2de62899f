using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Operator.MediaProviders;
using Onair.Tests.Unit.Operator.VideoAssets.Decisions;

namespace Onair.Tests.Unit.Operator.VideoAssets;

public sealed class KeyRotationTests
{
    private static readonly DateTimeOffset Now = AssetViews.Now;

    /// <summary>What was known and the key that is in use → what is known.</summary>
    public static TheoryData<VideoProviderStatus?, string?, VideoProviderStatus?> Cases => new()
    {
        { null, null, null },
        { null, "key-1", new() { KeyId = "key-1" } },
        { new() { KeyId = "key-1" }, "key-1", new() { KeyId = "key-1" } },
        { new() { KeyId = "key-1" }, null, new() { KeyId = "key-1" } },
        { new() { KeyId = "key-1" }, "key-2", new() { KeyId = "key-2", FormerKeyId = "key-1", FormerKeyNeededUntil = Now.AddSeconds(7_200) } },
        {
            new() { KeyId = "key-2", FormerKeyId = "key-1", FormerKeyNeededUntil = Now }, "key-2",
            new() { KeyId = "key-2", FormerKeyId = "key-1", FormerKeyNeededUntil = Now }
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_former_key_is_needed_until_its_last_token_has_run_out(VideoProviderStatus? before, string? keyId, VideoProviderStatus? expected) =>
        VideoProviderCheck.KeyAfter(before, keyId, [Asset(PlaybackPolicy.Signed, 3_600), Asset(PlaybackPolicy.Signed, 7_200), Asset(PlaybackPolicy.Public, 604_800)], Now).ShouldBe(expected);

    private static VideoAsset Asset(PlaybackPolicy policy, int ttl) => new() { Spec = new() { PlaybackPolicy = policy, SignedPlayback = new() { TtlSeconds = ttl } } };
}

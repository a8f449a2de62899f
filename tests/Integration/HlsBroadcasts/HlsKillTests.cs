using Amazon.S3;
using Onair.Api.HlsBroadcasts;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.HlsBroadcasts;

/// <summary>The operator is killed when an operation had its effect in AWS and nothing of it is recorded.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class HlsKillTests(HlsRig rig) : IClassFixture<HlsRig>
{
    private const string Playlist = "#EXTM3U\n#EXTINF:2,\n1.ts\n";

    [Fact]
    public async Task Killed_at_every_call_it_leaves_no_credentials_valid_and_ends_the_playlist_once()
    {
        const string name = "killed";
        await KilledAtAsync(["sts:AssumeRole"], () => rig.CreateAsync(name));
        var broadcast = await rig.ReadyAsync(name);
        using var encoder = await rig.EncoderAsync(broadcast);
        await HlsRig.UploadAsync(encoder, broadcast, "index.m3u8", Playlist);
        await rig.UntilAsync(name, b => b.Is(HlsBroadcastConditions.Receiving), "Receiving");

        await KilledAtAsync(["s3:PutBucketPolicy", "s3:PUT"], () => rig.SetAsync(name, HlsBroadcastState.Stopped));
        await rig.ReadyAsync(name);

        (await Should.ThrowAsync<AmazonS3Exception>(() => HlsRig.UploadAsync(encoder, broadcast, "index.m3u8", Playlist))).ErrorCode.ShouldBe("AccessDenied");
        (await rig.ReadAsync(broadcast, "index.m3u8")).ShouldBe(Playlist + "#EXT-X-ENDLIST\n");
        await rig.DeleteAndWaitAsync(name);
    }

    // SIGKILL when the answer to each operation has come, and a new operator after each.
    private async Task KilledAtAsync(IReadOnlyList<string> operations, Func<Task> begin)
    {
        foreach (var (operation, i) in operations.Select((o, i) => (o, i)))
        {
            var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
            if (i == 0) await begin();
            else await rig.RestartOperatorAsync();
            await killed.WaitAsync(TimeSpan.FromMinutes(2));
        }

        await rig.RestartOperatorAsync();
    }
}

using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts;
using Onair.Operator.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Tests.Unit.Emulator.S3;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts;

/// <summary>What the operator calls in S3 and STS, against the emulator's.</summary>
public sealed class BroadcastInAwsTests(AwsHost host) : IClassFixture<AwsHost>
{
    private const string Role = "arn:aws:iam::123456789012:role/media/HlsUpload";

    [Fact]
    public async Task An_encoder_uploads_until_its_session_is_revoked()
    {
        var (folder, account) = await NewAsync("revoking");
        var denials = new BucketDenials(host.Time);
        var (first, second) = (RoleSession.Name("uid", 1), RoleSession.Name("uid", 2));
        using var encoder = host.S3(await CredentialIssuer.IssueAsync(account, Role, first, folder, 900, default));
        using var next = host.S3(await CredentialIssuer.IssueAsync(account, Role, second, folder, 900, default));
        await encoder.PutObjectAsync(Put(folder, "index.m3u8", "#EXTM3U\n"));
        DenialPolicy.Denies(await denials.PolicyAsync(account, folder.Bucket, BucketDenials.LookInterval, default), RoleSession.Arn(Role, first)).ShouldBeFalse();

        await denials.DenyAsync(account, folder.Bucket, RoleSession.Arn(Role, first), host.Time.GetUtcNow().AddMinutes(15), default);

        DenialPolicy.Denies(await denials.PolicyAsync(account, folder.Bucket, BucketDenials.LookInterval, default), RoleSession.Arn(Role, first)).ShouldBeTrue();
        (await Should.ThrowAsync<AmazonS3Exception>(() => encoder.PutObjectAsync(Put(folder, "index.m3u8", "x")))).ErrorCode.ShouldBe("AccessDenied");
        await next.PutObjectAsync(Put(folder, "index.m3u8", "#EXTM3U\n"));

        await denials.LiftAsync(account, folder.Bucket, RoleSession.Arn(Role, first), default);
        await encoder.PutObjectAsync(Put(folder, "index.m3u8", "#EXTM3U\n"));
        using var owner = host.S3();
        (await owner.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = folder.Bucket })).HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revocations_at_the_same_time_keep_each_other()
    {
        var (folder, account) = await NewAsync("concurrent");
        var denials = new BucketDenials(host.Time);
        string[] sessions = [.. Enumerable.Range(0, 20).Select(i => RoleSession.Arn(Role, RoleSession.Name("uid", i)))];

        await Task.WhenAll(sessions.Select(s => denials.DenyAsync(account, folder.Bucket, s, host.Time.GetUtcNow().AddMinutes(15), default)));

        foreach (var session in sessions) DenialPolicy.Denies(await denials.PolicyAsync(account, folder.Bucket, TimeSpan.Zero, default), session).ShouldBeTrue();
    }

    [Fact]
    public async Task A_playlist_ends_once_and_keeps_its_headers()
    {
        var (folder, account) = await NewAsync("ending");
        using var owner = host.S3();
        var put = Put(folder, "index.m3u8", "#EXTM3U\n#EXTINF:2,\na.ts\n");
        (put.ContentType, put.Headers.CacheControl) = ("application/vnd.apple.mpegurl", "max-age=1");
        await owner.PutObjectAsync(put);
        var inS3 = new BroadcastFolder(account, folder, "index.m3u8");
        (await inS3.LookAsync(whole: false, default)).Media.ShouldHaveSingleItem();
        var seen = (await inS3.LookAsync(whole: true, default)).Media.ShouldHaveSingleItem();
        (seen.HasEnded, seen.CanEnd).ShouldBe((false, true));

        (await inS3.EndAsync(seen, default)).ShouldBeTrue();

        (await inS3.EndAsync(seen, default)).ShouldBeFalse("it was changed since it was looked at");
        (await inS3.LookAsync(whole: true, default)).Media.ShouldHaveSingleItem().HasEnded.ShouldBeTrue();
        var stored = await owner.GetObjectAsync(folder.Bucket, folder.At("index.m3u8").Key);
        using var reader = new StreamReader(stored.ResponseStream);
        (await reader.ReadToEndAsync()).ShouldBe("#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n");
        (stored.Headers.ContentType, stored.Headers.CacheControl).ShouldBe(("application/vnd.apple.mpegurl", "max-age=1"));
    }

    [Theory]
    [InlineData("all of it cannot be read", "#EXTM3U\n", 9 * 1024 * 1024, null)]
    [InlineData("it is compressed", "#EXTM3U\n", 0, "gzip")]
    [InlineData("it is no playlist", "\u001f\u008b", 0, null)]
    public async Task A_playlist_that_cannot_be_written_back_stays_as_it_is(string why, string start, int more, string? encoding)
    {
        var (folder, account) = await NewAsync($"kept{start.Length}{more}{encoding}");
        using var owner = host.S3();
        var put = Put(folder, "index.m3u8", start + new string('#', more));
        if (encoding is not null) put.Headers.ContentEncoding = encoding;
        await owner.PutObjectAsync(put);
        var inS3 = new BroadcastFolder(account, folder, "index.m3u8");

        var seen = (await inS3.LookAsync(whole: true, default)).Media.ShouldHaveSingleItem();

        seen.CanEnd.ShouldBeFalse(why);
    }

    [Fact]
    public async Task The_media_playlists_of_a_multivariant_playlist_are_watched()
    {
        var (folder, account) = await NewAsync("variants");
        using var owner = host.S3();
        var inS3 = new BroadcastFolder(account, folder, "index.m3u8");
        (await inS3.LookAsync(whole: false, default)).ShouldSatisfyAllConditions(v => v.Media.ShouldBeEmpty(), v => v.HasObjects.ShouldBeFalse());
        await owner.PutObjectAsync(Put(folder, "720/a.ts", "x"));
        (await inS3.LookAsync(whole: false, default)).ShouldSatisfyAllConditions(v => v.Media.ShouldBeEmpty(), v => v.HasObjects.ShouldBeTrue());
        await owner.PutObjectAsync(Put(folder, "720/index.m3u8", "#EXTM3U\n#EXT-X-ENDLIST\n"));
        await owner.PutObjectAsync(Put(folder, "index.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720/index.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nmissing.m3u8\n"));

        (await inS3.LookAsync(whole: false, default)).Media.ShouldHaveSingleItem().Key.ShouldBe(folder.At("720/index.m3u8").Key);
        (await inS3.LookAsync(whole: true, default)).Media.ShouldHaveSingleItem().HasEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_is_deleted_and_its_neighbor_is_not()
    {
        var (folder, account) = await NewAsync("deleting");
        using var owner = host.S3();
        foreach (var name in (string[])["index.m3u8", "720/a.ts"]) await owner.PutObjectAsync(Put(folder, name, "x"));
        await owner.PutObjectAsync(new() { BucketName = folder.Bucket, Key = folder.Key + "2/a.ts", ContentBody = "x" });
        await owner.InitiateMultipartUploadAsync(folder.Bucket, folder.At("big.ts").Key);
        var inS3 = new BroadcastFolder(account, folder, "index.m3u8");

        for (var pages = 0; !await inS3.DeletePageAsync(default); pages++) pages.ShouldBeLessThan(5);

        (await owner.ListObjectsV2Async(new() { BucketName = folder.Bucket })).S3Objects.Select(o => o.Key).ShouldBe([folder.Key + "2/a.ts"]);
        ((await owner.ListMultipartUploadsAsync(folder.Bucket)).MultipartUploads ?? []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, null, null, "http://aws.test/broadcasts/hls/x/index.m3u8")]
    [InlineData(true, "https://live.example.com/", null, "https://live.example.com/hls/x/index.m3u8")]
    [InlineData(true, null, "d1.cloudfront.net", "https://d1.cloudfront.net/hls/x/index.m3u8")]
    [InlineData(true, null, null, null)]
    public void The_playback_URL_is_that_of_the_bucket_or_of_the_distribution(bool live, string? url, string? domain, string? expected)
    {
        var aws = new AwsSpec { Region = "us-east-1", EndpointUrl = "http://aws.test", DistributionId = "E1", DistributionUrl = url };
        using var account = new ProviderAccount("p", aws, AwsHost.Account);
        var broadcast = new HlsBroadcast { Metadata = new() { Uid = "x" }, Spec = new() { Distribution = new() { Live = live } }, Status = new() { Folder = "s3://broadcasts/hls/x" } };
        var round = new HlsBroadcastRound(broadcast, HlsBroadcastRound.Begun(broadcast, host.Time.GetUtcNow()), host.Time) { Account = account, Domain = domain };

        round.Url().ShouldBe(expected);
        round.View.NeedsDomain.ShouldBe(expected is null);
    }

    private async Task<(OwnedFolder Folder, ProviderAccount Account)> NewAsync(string bucket)
    {
        using var owner = host.S3();
        await owner.PutBucketAsync(bucket);
        var aws = new AwsSpec { Region = "us-east-1", EndpointUrl = host.Url.ToString() };
        return (OwnedFolder.Of($"s3://{bucket}/hls/shows/talk/uid", "uid")!, new ProviderAccount("p", aws, AwsHost.Account));
    }

    private static PutObjectRequest Put(OwnedFolder folder, string name, string text) => new() { BucketName = folder.Bucket, Key = folder.At(name).Key, ContentBody = text };
}

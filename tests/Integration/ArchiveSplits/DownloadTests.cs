using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>How people get the MP4: URLs in a Secret that need no credentials.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DownloadTests(SplitRig rig) : IClassFixture<SplitRig>
{
    [Fact]
    public async Task Each_MP4_can_be_downloaded_from_the_Secret_without_credentials_and_its_URLs_are_renewed_on_request()
    {
        await rig.RecordedAsync("fetched");
        await rig.CreateAsync("fetch", "fetched", null, (0, 5), (5, 10));
        var split = await rig.ReadyAsync("fetch");

        var secret = await SecretAsync("fetch-downloads");
        secret.OwnerReferences().ShouldHaveSingleItem().Uid.ShouldBe(split.Uid);
        secret.Data.Keys.ShouldBe(["expires", "index_0.mp4", "index_1.mp4"], ignoreOrder: true);
        using var http = new HttpClient();
        foreach (var name in new[] { "index_0.mp4", "index_1.mp4" })
        {
            using var file = await http.GetAsync(new Uri(Entry(secret, name)));
            file.StatusCode.ShouldBe(HttpStatusCode.OK);
            var length = split.Recorded.Sections.Single(s => s.OutputUrl!.EndsWith(name, StringComparison.Ordinal)).Bytes;
            (await file.Content.ReadAsByteArrayAsync()).LongLength.ShouldBe(length.ShouldNotBeNull());
        }

        var recorded = split.Recorded.Downloads.ShouldNotBeNull();
        recorded.SecretName.ShouldBe("fetch-downloads");
        recorded.ExpiresAt.ShouldBe(DateTimeOffset.Parse(Entry(secret, "expires"), CultureInfo.InvariantCulture), TimeSpan.FromSeconds(1));
        recorded.ExpiresAt.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(7), TimeSpan.FromMinutes(30));
        split.Recorded.Conditions.ShouldContain(c => c.Type == ArchiveSplitConditions.Downloadable && c.Status == ConditionStatus.True);
        JsonSerializer.Serialize(split, OnairJsonContext.Default.ArchiveSplit).ShouldNotContain("X-Amz-Signature", Case.Insensitive, "a URL is only in the Secret");

        // Two signatures of the same second are the same: what is missing shows that it was signed again.
        await rig.Client.PatchAsync(BuiltInResources.Secrets, "fetch-downloads", rig.Name, Patch.Merge("""{"data":{"index_1.mp4":null}}"""));
        await rig.Client.PatchAsync(OnairResources.ArchiveSplits, "fetch", rig.Name, Patch.Merge("""{"metadata":{"annotations":{"onair.dev/renew":"1"}}}"""));
        await rig.UntilAsync("fetch", s => s.Recorded.Downloads?.Renewed == "1", "the URLs are renewed");
        (await SecretAsync("fetch-downloads")).Data.Keys.ShouldContain("index_1.mp4");
    }

    [Fact]
    public async Task A_deleted_or_edited_Secret_has_the_URLs_again_at_once()
    {
        await rig.RecordedAsync("lasting");
        await rig.CreateAsync("kept", "lasting", null, (0, 5));
        await rig.ReadyAsync("kept");

        await OwnedSecret.DeleteAsync(rig, "kept-downloads");
        var corrected = await OwnedSecret.EditAsync(rig, "kept-downloads", "index_0.mp4");

        using var http = new HttpClient();
        (await http.GetAsync(new Uri(OwnedSecret.Text(corrected, "index_0.mp4")))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await rig.ReadyAsync("kept");
    }

    [Fact]
    public async Task A_Secret_of_something_else_stays_as_it_is_and_the_split_is_completed()
    {
        await rig.RecordedAsync("foreign");
        var theirs = new V1Secret
        {
            Metadata = new() { Name = "theirs-downloads", NamespaceProperty = rig.Name },
            Data = new Dictionary<string, byte[]> { ["password"] = "precious"u8.ToArray() },
        };
        await rig.Kubernetes.CoreV1.CreateNamespacedSecretAsync(theirs, rig.Name);
        await rig.CreateAsync("theirs", "foreign", null, (0, 5));

        var split = await rig.ReadyAsync("theirs");

        var condition = split.Recorded.Conditions.Single(c => c.Type == ArchiveSplitConditions.Downloadable);
        (condition.Status, condition.Reason).ShouldBe((ConditionStatus.False, "SecretTaken"));
        split.Recorded.Downloads.ShouldBeNull();
        (await SecretAsync("theirs-downloads")).Data.Keys.ShouldBe(["password"]);
        await rig.Streams.EventAsync("theirs", "SecretTaken");
    }

    [Fact]
    public async Task A_status_that_claims_the_folder_of_another_split_gets_URLs_of_its_own_files_only()
    {
        await rig.RecordedAsync("lent");
        await rig.CreateAsync("owner", "lent", null, (0, 5));
        await rig.CreateAsync("thief", "lent", null, (5, 10));
        var (owner, thief) = (await rig.ReadyAsync("owner"), await rig.ReadyAsync("thief"));

        var claim = $$$"""{"status":{"outputPath":"{{{owner.Recorded.OutputPath}}}"}}""";
        await rig.Client.PatchAsync(OnairResources.ArchiveSplits, "thief", rig.Name, Patch.Merge(claim), new() { Subresource = "status" });
        await rig.Client.PatchAsync(OnairResources.ArchiveSplits, "thief", rig.Name, Patch.Merge("""{"metadata":{"annotations":{"onair.dev/renew":"1"}}}"""));

        await rig.UntilAsync("thief", s => s.Recorded.Downloads is { Renewed: "1" }, "its URLs are renewed");
        var secret = await SecretAsync("thief-downloads");
        foreach (var entry in secret.Data.Keys) Entry(secret, entry).ShouldNotContain(new Uri(owner.Recorded.OutputPath!).AbsolutePath + "/", Case.Sensitive, entry);
        thief.Recorded.Downloads.ShouldNotBeNull().Files.ShouldBe(1);
    }

    [Fact]
    public async Task The_documented_command_downloads_a_file_that_plays()
    {
        await rig.RecordedAsync("documented");
        await rig.CreateAsync("talks", "documented", null, (0, 5));
        var split = await rig.ReadyAsync("talks");
        var folder = Directory.CreateTempSubdirectory("onair-download-");
        try
        {
            await rig.ShellAsync((await DocumentedCommands.ReadAsync("splitting.md"))["Downloads"][0], folder.FullName);
            new FileInfo(Path.Combine(folder.FullName, "talk.mp4")).Length.ShouldBe(split.Recorded.Sections[0].Bytes.ShouldNotBeNull());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<V1Secret> SecretAsync(string name) => rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(name, rig.Name);

    private static string Entry(V1Secret secret, string name) => Encoding.UTF8.GetString(secret.Data[name]);
}

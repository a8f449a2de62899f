using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Kubernetes.Secrets;
using Onair.Tests.Unit.Gateway;

namespace Onair.Tests.Unit.Kubernetes.Secrets;

/// <summary>The one piece that writes Secrets for objects leaves those of others alone.</summary>
public sealed class OwnedSecretWriterTests : IDisposable
{
    private const string Collection = "/api/v1/namespaces/talks/secrets";

    private static readonly V1ConfigMap Owner = new() { Metadata = new() { Name = "lobby", NamespaceProperty = "talks", Uid = "uid-1" } };
    private static readonly SecretOwner Own = new(Owner, new() { ApiVersion = "onair.dev/v1alpha1", Kind = "IvsChannel", Name = "lobby", Uid = "uid-1" });

    private readonly FakeApiServer _server = new();
    private readonly OwnedSecretWriter _writer;

    public OwnedSecretWriterTests() => _writer = _server.Client().Writer();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Creates_a_Secret_that_its_object_owns()
    {
        var content = SecretContent.Of("key", new Dictionary<string, string?> { ["streamKey"] = "hush", ["gone"] = null }) with
        {
            Type = "onair.dev/stream-key",
            Annotations = new Dictionary<string, string?> { ["onair.dev/a"] = "b", ["onair.dev/c"] = null },
            IsSealed = true,
        };

        (await _writer.PutAsync(Own, content, CancellationToken.None)).ShouldBeTrue();

        var made = Found("key")!;
        ((string)made["metadata"]!["ownerReferences"]![0]!["uid"]!).ShouldBe("uid-1");
        ((string)made["type"]!).ShouldBe("onair.dev/stream-key");
        made["data"]!.AsObject().Select(d => d.Key).ShouldBe(["streamKey"]);
        made["metadata"]!["annotations"]!.AsObject().Select(a => a.Key).ShouldBe(["onair.dev/a", SecretSeal.Annotation], ignoreOrder: true);
    }

    [Fact]
    public async Task Changes_its_own_and_keeps_what_others_added()
    {
        await _writer.PutAsync(Own, SecretContent.Of("key", "streamKey", "old"), CancellationToken.None);
        var theirs = Found("key")!;
        theirs["data"]!["theirs"] = "eA==";
        theirs["metadata"]!["labels"] = new JsonObject { ["team"] = "a" };
        _server.Put(Collection, theirs);

        (await _writer.PutAsync(Own, SecretContent.Of("key", "streamKey", "new"), CancellationToken.None)).ShouldBeTrue();

        var changed = Found("key")!;
        Convert.FromBase64String((string)changed["data"]!["streamKey"]!).ShouldBe("new"u8.ToArray());
        ((string)changed["data"]!["theirs"]!).ShouldBe("eA==");
        ((string)changed["metadata"]!["labels"]!["team"]!).ShouldBe("a");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("uid-2")]
    public async Task Refuses_to_overwrite_change_or_delete_anothers(string? owner)
    {
        var before = Another("key", owner).ToJsonString();
        var content = SecretContent.Of("key", "streamKey", "hush");

        (await _writer.PutAsync(Own, content, CancellationToken.None)).ShouldBeFalse();
        (await _writer.AddAsync(Own, content, CancellationToken.None)).ShouldBeFalse();
        (await _writer.ChangeAsync(Own, content, CancellationToken.None)).ShouldBeFalse();
        await _writer.RemoveAsync(Owner, "key", CancellationToken.None);

        Found("key")!.ToJsonString().ShouldBe(before);
        OwnedSecret.Taken("key").ShouldBe("Secret \"key\" exists and belongs to something else");
    }

    [Fact]
    public async Task A_change_creates_nothing()
    {
        (await _writer.ChangeAsync(Own, SecretContent.Of("key", "url-0", "rtmp://…"), CancellationToken.None)).ShouldBeFalse();

        Found("key").ShouldBeNull();
    }

    [Fact]
    public async Task Deletes_its_own()
    {
        await _writer.AddAsync(Own, SecretContent.Of("key", "streamKey", "hush"), CancellationToken.None);

        await _writer.RemoveAsync(Owner, "key", CancellationToken.None);

        Found("key").ShouldBeNull();
    }

    [Theory]
    [InlineData("IvsChannel", "lobby", "uid-0", true)]
    [InlineData("IvsChannel", "lobby", "uid-1", false)]
    [InlineData("IvsChannel", "other", "uid-0", false)]
    [InlineData("Pod", "lobby", "uid-0", false)]
    public async Task Only_what_a_former_object_of_the_name_left_is_cleared_away(string kind, string name, string uid, bool isFormer)
    {
        Another("key", uid, kind, name);

        (await _writer.RemoveFormerAsync(Own, "key", CancellationToken.None)).ShouldBe(isFormer);

        (Found("key") is null).ShouldBe(isFormer);
    }

    private JsonObject? Found(string name) => _server.Find($"{Collection}/{name}");

    private JsonObject Another(string name, string? uid, string kind = "Deployment", string owner = "theirs")
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "talks" };
        if (uid is not null) metadata["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = kind, ["name"] = owner, ["uid"] = uid });
        return _server.Put(Collection, new() { ["metadata"] = metadata, ["data"] = new JsonObject { ["password"] = "cHJlY2lvdXM=" } });
    }
}

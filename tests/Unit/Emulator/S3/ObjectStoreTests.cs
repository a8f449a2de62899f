using System.Text;
using Microsoft.Extensions.Options;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class ObjectStoreTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-");

    public void Dispose() => _directory.Delete(recursive: true);

    private static readonly string[] Keys =
    [
        "plain",
        "dir", "dir/", "dir/file", "dir//file",
        "../../etc/passwd", "/absolute", ".", "..", "a/../b", "a\\b", "nul\0byte", "line\nbreak",
        "with space+plus%25?query#hash", "ünï/😀", new string('x', 1024), string.Join('/', Enumerable.Repeat("y", 512)),
    ];

    [Fact]
    public async Task Any_key_is_a_key_and_nothing_is_written_elsewhere()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1").ShouldBeTrue();
        foreach (var key in Keys) await PutAsync(store, key, key);

        var reopened = Open();

        foreach (var key in Keys) Read(reopened, key).ShouldBe(key);
        reopened.List("bucket", "").Select(o => o.Key).ShouldBe(Keys.Order(KeyOrder.Instance));
        reopened.List("bucket", "dir").Select(o => o.Key).ShouldBe(["dir", "dir/", "dir//file", "dir/file"]);
        _directory.GetFileSystemInfos().Select(f => f.Name).ShouldBe(["s3"]);
        Directory.GetFileSystemEntries(Path.Combine(_directory.FullName, "s3")).Select(Path.GetFileName).ShouldBe(["bucket"]);
    }

    [Fact]
    public async Task Sweeps_leftovers_of_a_kill_and_keeps_complete_objects()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1");
        await PutAsync(store, "key", "old");
        var bucket = Path.Combine(_directory.FullName, "s3", "bucket");
        var record = Directory.GetFiles(Path.Combine(bucket, "objects"), "*.json", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(Path.Combine(bucket, "blobs", "half"), "ha");
        await File.WriteAllTextAsync(record + ".1.tmp", "{\"Key\":");
        Directory.CreateDirectory(Path.Combine(bucket, "uploads", "begun"));
        Directory.CreateDirectory(Path.Combine(_directory.FullName, "s3", "half-deleted", "objects"));

        var reopened = Open();

        Read(reopened, "key").ShouldBe("old");
        reopened.BucketExists("half-deleted").ShouldBeFalse();
        reopened.Get("bucket").Uploads.ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(bucket, "blobs")).ShouldHaveSingleItem();
        Directory.GetFiles(bucket, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_put_that_fails_half_way_leaves_the_old_object_and_no_file()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1");
        await PutAsync(store, "key", "old");
        await using var failing = new FailingStream();

        await Should.ThrowAsync<IOException>(() => store.PutAsync("bucket", "key", failing, null, default));

        Read(store, "key").ShouldBe("old");
        Directory.GetFiles(Path.Combine(_directory.FullName, "s3", "bucket", "blobs")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_open_object_stays_readable_when_it_is_replaced_and_deleted()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1");
        await PutAsync(store, "key", "old");
        await using var open = store.OpenRead("bucket", "key")!;
        await PutAsync(store, "key", "new");
        store.Get("bucket").Remove("key");

        (await new StreamReader(open).ReadToEndAsync()).ShouldBe("old");
        store.OpenRead("bucket", "key").ShouldBeNull();
    }

    [Fact]
    public async Task Readers_meet_the_old_object_or_the_new_one_while_it_is_overwritten()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1");
        await PutAsync(store, "key", new string('0', 5000));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < 200; i++) await PutAsync(store, "key", new string((char)('0' + (i % 10)), 5000 + i));
        });

        while (!writing.IsCompleted)
        {
            var text = Read(store, "key");
            text.Length.ShouldBeGreaterThanOrEqualTo(5000);
            text.ShouldBe(new string(text[0], text.Length));
        }

        await writing;
    }

    [Fact]
    public async Task A_put_into_no_bucket_says_so()
    {
        var error = await Should.ThrowAsync<DirectoryNotFoundException>(() => PutAsync(Open(), "key", "x"));
        error.Message.ShouldContain("\"bucket\"");
    }

    [Fact]
    public async Task System_metadata_of_the_emulators_own_puts_becomes_headers()
    {
        var store = Open();
        store.TryCreate("bucket", "us-east-1");
        using var content = new MemoryStream([1]);
        await store.PutAsync("bucket", "key", content,
            new Dictionary<string, string> { ["Content-Type"] = "video/mp2t", ["session"] = "1" }, default);

        var attributes = store.Get("bucket").Find("key")!.Attributes;

        attributes.Headers.ShouldBe(new Dictionary<string, string> { ["content-type"] = "video/mp2t" });
        attributes.Metadata.ShouldBe(new Dictionary<string, string> { ["session"] = "1" });
    }

    private ObjectStore Open() =>
        new(Options.Create(new AwsAuthOptions { DataDirectory = _directory.FullName }), TimeProvider.System);

    private static async Task PutAsync(ObjectStore store, string key, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        await store.PutAsync("bucket", key, stream, null, default);
    }

    private static string Read(ObjectStore store, string key)
    {
        using var reader = new StreamReader(store.OpenRead("bucket", key).ShouldNotBeNull());
        return reader.ReadToEnd();
    }

    private sealed class FailingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reads++ == 0 ? ValueTask.FromResult(buffer.Length) : throw new IOException("cut");
    }
}

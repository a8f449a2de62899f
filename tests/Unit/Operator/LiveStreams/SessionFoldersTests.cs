using System.Text.Json;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Operator.AwsAccounts;
using Onair.Operator.LiveStreams;
using Onair.Tests.Unit.Emulator.S3;
using Onair.Tests.Unit.Gateway;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>Two sessions share no folder, against the emulator's S3 and an API server in memory.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
public sealed class SessionFoldersTests(AwsHost host) : IClassFixture<AwsHost>, IAsyncLifetime
{
    private readonly FakeApiServer _cluster = new();
    private readonly FakeTime _time = new();
    private readonly CancellationTokenSource _end = new();
    private readonly string _bucket = $"b-{Guid.NewGuid():N}";
    private KubernetesClient _client = null!;
    private Informer<LiveStream> _streams = null!;
    private Task _running = Task.CompletedTask;
    private ProviderAccount _account = null!;
    private SessionFolders _folders = null!;

    public async Task InitializeAsync()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync(_bucket);
        _account = new("p", new AwsSpec { Region = "us-east-1", EndpointUrl = host.Url.ToString(), ArchiveBucket = _bucket }, AwsHost.Account);
        _client = _cluster.Client();
        _streams = new(_client, OnairResources.LiveStreams);
        Store(Stream("recorded", null, "day1"));
        _running = _streams.RunAsync(_end.Token);
        await _streams.WaitForSyncAsync(CancellationToken.None);
        _folders = new(_streams, new EventRecorder(_client), _time);
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _account.Dispose();
        _end.Dispose();
        _client.Dispose();
        _cluster.Dispose();
    }

    [Theory]
    [InlineData("day2", true)]
    [InlineData("day1", false)]
    [InlineData("day1/morning", false)]
    [InlineData("day10", true)]
    public async Task A_folder_of_another_session_is_taken(string folder, bool isFree) =>
        (await LookAsync("a", folder)).ShouldBe(isFree ? $"s3://{_bucket}/{folder}" : null);

    [Fact]
    public async Task Of_two_streams_that_start_at_once_one_gets_the_folder()
    {
        (await LookAsync("a", "day3")).ShouldNotBeNull();

        (await LookAsync("b", "day3")).ShouldBeNull();
        // A round that is repeated, because its record had a conflict.
        (await LookAsync("a", "day3")).ShouldNotBeNull();
        // Nothing came of it.
        _time.Advance(TimeSpan.FromMinutes(2));
        (await LookAsync("b", "day3")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_second_session_of_a_stream_does_not_get_the_folder_of_the_first() =>
        (await _folders.LookAsync(Stream("a", "day4", "day4"), _account, default)).ShouldBeNull();

    [Fact]
    public async Task A_recording_of_a_stream_that_no_longer_exists_keeps_its_folder()
    {
        using var owner = host.S3();
        await owner.PutObjectAsync(new() { BucketName = _bucket, Key = "day5/a/archive_20260101T120000.000000.ts", ContentBody = "x" });
        await owner.PutObjectAsync(new() { BucketName = _bucket, Key = "day6/slides.pdf", ContentBody = "x" });

        (await LookAsync("a", "day5")).ShouldBeNull();
        (await LookAsync("a", "day6")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_nobody_can_list_counts_as_taken() =>
        (await _folders.LookAsync(Stream("a", "s3://no-such-bucket/day7"), _account, default)).ShouldBeNull();

    [Fact]
    public async Task A_folder_of_the_path_is_changed_where_another_session_has_it()
    {
        var (folder, stream) = ($"s3://{_bucket}/2026/01/01/b-1767225600", Stream("b", null));
        _folders.Give(stream, folder).ShouldBe(folder);

        // Somebody named the folder that the stream was about to have.
        (await LookAsync("a", "2026/01/01/b-1767225601")).ShouldNotBeNull();
        _folders.Give(stream, $"s3://{_bucket}/2026/01/01/b-1767225601").ShouldMatch($"^s3://{_bucket}/2026/01/01/b-1767225601-[0-9a-f]{{32}}$");
    }

    [Theory]
    [InlineData("free", "day7", true)]
    [InlineData("day1", "day1", false)] // that of another stream, with the id of its session
    [InlineData("ended", "day8", false)] // that of the stream's own former session
    public async Task The_folder_of_an_open_session_is_free_of_other_sessions(string id, string folder, bool isFree)
    {
        var stream = Stream("a", null);
        stream.Status = new() { CurrentSessionId = id, Sessions = [new() { Id = "former", ArchivePath = $"s3://{_bucket}/day8" }, new() { Id = id, ArchivePath = $"s3://{_bucket}/{folder}" }] };

        (await _folders.LookAsync(stream, _account, default)).ShouldBe(isFree ? $"s3://{_bucket}/{folder}" : null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("s3://bucket/../other")]
    public async Task Looks_at_nothing_that_is_no_folder(string? folder)
    {
        var stream = Stream("a", null);
        stream.Status = new() { CurrentSessionId = "s", Sessions = [new() { Id = "s", ArchivePath = folder }] };

        (await _folders.LookAsync(stream, _account, default)).ShouldBeNull();
    }

    private Task<string?> LookAsync(string name, string folder) => _folders.LookAsync(Stream(name, folder), _account, default);

    private LiveStream Stream(string name, string? folder, params string[] sessions) => new()
    {
        ApiVersion = "onair.dev/v1alpha1",
        Kind = "LiveStream",
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = $"uid-of-{name}" },
        Spec = new() { Archive = new() { Folder = folder is null || folder.StartsWith("s3://", StringComparison.Ordinal) ? folder : $"s3://{{bucket}}/{folder}" } },
        Status = new() { Sessions = [.. sessions.Select(s => new SessionStatus { Id = s, ArchivePath = $"s3://{_bucket}/{s}" })] },
    };

    private void Store(LiveStream stream) =>
        _cluster.Put("/apis/onair.dev/v1alpha1/namespaces/shows/livestreams", JsonSerializer.SerializeToNode(stream, OnairJsonContext.Default.LiveStream)!.AsObject());
}

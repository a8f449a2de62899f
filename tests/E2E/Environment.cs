using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Onair.Api.MediaProviders;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E;

/// <summary>
/// The running cluster with Onair and the emulator, as <c>./dev up</c> makes it: found by ONAIR_KUBECONFIG, else by the
/// kubeconfig of the cluster that <c>./dev</c> started; the account by the MediaProvider <c>emulator</c>.
/// </summary>
public sealed class Environment : IAsyncLifetime
{
    /// <summary>The MediaProvider that the tests' streams use.</summary>
    public const string ProviderName = "emulator";

    public Kubectl Kubectl { get; } = new(FindKubeconfig());

    /// <summary>The provider's account, as reached from here.</summary>
    internal AwsAccount Account { get; private set; } = null!;

    /// <summary>The account's keys, which the operator has too.</summary>
    internal AWSCredentials Credentials { get; private set; } = null!;

    /// <summary>The emulator, as reached from here.</summary>
    internal Uri Emulator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var provider = (await Kubectl.GetAsync("mediaprovider", ProviderName))["spec"].As<MediaProviderSpec>();
        var endpoint = provider.Aws!.EndpointUrl
            ?? throw new InvalidOperationException("The tests create and delete: they need an emulator, not AWS.");
        Emulator = await ReachableAsync(new(endpoint));
        Credentials = await CredentialsAsync(provider.Aws);
        Account = new(Emulator, Credentials, provider.Aws);
    }

    public Task DisposeAsync()
    {
        Account?.Dispose();
        return Task.CompletedTask;
    }

    private static string FindKubeconfig() =>
        System.Environment.GetEnvironmentVariable("ONAIR_KUBECONFIG") is { Length: > 0 } given
            ? given
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache/onair/run/kubeconfig");

    private async Task<AWSCredentials> CredentialsAsync(AwsSpec aws)
    {
        if (aws.CredentialsSecretRef is not { } reference) return new AnonymousAWSCredentials();
        var data = (await Kubectl.GetAsync("secret", reference.Name, "--namespace", reference.Namespace))["data"]!;
        string Entry(string key) => Encoding.UTF8.GetString(Convert.FromBase64String((string)data[key]!));
        return new BasicAWSCredentials(Entry("accessKeyId"), Entry("secretAccessKey"));
    }

    /// <summary>The URL itself when it can be reached from here, else the node port of the Service that it names.</summary>
    private async Task<Uri> ReachableAsync(Uri url)
    {
        if (await AnswersAsync(url)) return url;
        if (url.Host.Split('.') is not [var name, var ns, ..])
            throw new InvalidOperationException($"{url} cannot be reached and names no Service.");
        var service = await Kubectl.GetAsync("service", name, "--namespace", ns);
        var port = service["spec"]!["ports"]!.AsArray().Single(port => (int)port!["port"]! == url.Port)!["nodePort"]
            ?? throw new InvalidOperationException($"{url} cannot be reached, and Service {ns}/{name} has no node port for {url.Port}.");
        var node = await Kubectl.RunAsync(
            "get", "nodes", """--output=jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}""");
        return new UriBuilder(url) { Host = node.Trim(), Port = (int)port }.Uri;
    }

    private static async Task<bool> AnswersAsync(Uri url)
    {
        using var client = new TcpClient();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await client.ConnectAsync(url.Host, url.Port, deadline.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Tests that share the cluster: mark the class <c>[Collection(EnvironmentCollection.Name)]</c>. They run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class EnvironmentCollection : ICollectionFixture<Environment>
{
    public const string Name = "cluster";
}

using System.Collections.Concurrent;
using Onair.Tests.Integration.EveryKind;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Security.Forgery;

/// <summary>The rig of all kinds, with victims that have an account of their own.</summary>
public sealed class ForgeryRig(ControlPlane plane) : EveryKindRig(plane)
{
    private readonly ConcurrentBag<AwsProxy> _proxies = [];

    internal IReadOnlyList<ForgeryRounds> Rounds => field ??= ForgeryRounds.All(this);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
    }

    /// <summary>A victim's MediaProvider. It has the account of all, and a way there of its own: whoever comes there has used it.</summary>
    internal async Task CreateVictimProviderAsync(string name)
    {
        var proxy = await AwsProxy.StartAsync(Emulator.Url);
        _proxies.Add(proxy);
        proxy.Heard = (operation, path, body) => Calls.Add(RecordedCall.OfProvider(operation, path, body) with { Provider = name });
        var video = Video();
        video.Variables = new Dictionary<string, string>(video.Variables!) { ["api"] = $"{proxy.Url}/mux" };
        await CreateProviderAsync(name, aws => aws.EndpointUrl = proxy.Url, video: video);
    }
}

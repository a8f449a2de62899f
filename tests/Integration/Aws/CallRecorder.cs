using System.Reflection;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Aws;

/// <summary>A client that notes which operations were called, to hold against the list of those there are.</summary>
public class CallRecorder<T> : DispatchProxy
    where T : class
{
    private readonly HashSet<string> _called = [];
    private T? _client;

    public static T Around(T client, out IReadOnlySet<string> called)
    {
        var proxy = Create<T, CallRecorder<T>>();
        var recorder = (CallRecorder<T>)(object)proxy;
        recorder._client = client;
        called = recorder._called;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name.EndsWith("Async", StringComparison.Ordinal)) _called.Add(targetMethod.Name[..^"Async".Length]);
        return targetMethod.Invoke(_client, args);
    }
}

/// <summary>The operations of <c>lib/Aws/operations.json</c>.</summary>
internal static class ListedOperations
{
    public static IEnumerable<string> Of(string service)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "lib/Aws/operations.json")))!;
        return file[service]!["operations"]!.AsArray().Select(o => o!.GetValue<string>());
    }
}

using Onair.Api.EventSinks;
using Onair.Kubernetes;

namespace Onair.Operator.EventSinks;

/// <summary>What is to be done about the default sink.</summary>
internal abstract record DefaultSinkStep
{
    private DefaultSinkStep()
    {
    }

    /// <summary>The Secret is made, or gets another token where it is there.</summary>
    public sealed record WriteSecret(string Token, V1Secret? Found) : DefaultSinkStep;

    /// <summary>The Secret goes.</summary>
    public sealed record DeleteSecret(V1Secret Found) : DefaultSinkStep;

    /// <summary>The EventSink is made, or gets another spec where it is there.</summary>
    public sealed record WriteSink(EventSinkSpec Spec, EventSink? Found) : DefaultSinkStep;

    /// <summary>The EventSink goes.</summary>
    public sealed record DeleteSink(EventSink Found) : DefaultSinkStep;

    /// <summary>Somebody else has made an object of that name: nothing is done until it is gone.</summary>
    public sealed record NameTaken(string Kind, string Name) : DefaultSinkStep;
}

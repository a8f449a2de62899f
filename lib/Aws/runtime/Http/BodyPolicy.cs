namespace Onair.Aws.Http;

/// <summary>What limits the time that a response's body takes. The SDK's <c>Timeout</c> ends with the headers.</summary>
public enum BodyPolicy
{
    /// <summary>The whole call, its body included, ends within the client's <c>Timeout</c>.</summary>
    Whole,

    /// <summary>The same, except for the content of an object: that may take long, but each read of it ends within the client's <c>Timeout</c>.</summary>
    Objects,
}

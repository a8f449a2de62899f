namespace Onair.Gateway.Routing;

/// <summary>Stands for a body that a request or a response does not have.</summary>
internal readonly record struct Nothing;

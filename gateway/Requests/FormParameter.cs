namespace Onair.Gateway.Requests;

/// <summary>A parameter that comes in the query or in the body of a form.</summary>
/// <param name="Name">Its name, e.g. <c>name</c>.</param>
/// <param name="Description">What it means, for the OpenAPI document.</param>
internal sealed record FormParameter(string Name, string Description);

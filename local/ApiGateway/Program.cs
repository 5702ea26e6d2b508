using Tollgate.Local.ApiGateway.Starting;

return await GatewayProcess.RunAsync(args);
